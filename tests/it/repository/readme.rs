//! The transcript in the README is what the program prints.

#[test]
fn the_transcript_in_the_readme_is_what_the_program_prints() {
    trycmd::TestCases::new().case("README.md").case("docs/*.md");
}
