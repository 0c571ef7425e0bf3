/* The only program, besides spuk, of the machine that avx512.sh boots in Bochs.

   Bochs raises the time stamp counter by one with each instruction (and each round of a
   repeated one, as QEMU's plugin counts), so the counter before and after tells how many
   ran, those of the kernel included. */

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/io.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <x86intrin.h>

/* Ends Bochs: the word that its port 0x8900 listens for. */
static void off(void) {
    tcdrain(STDOUT_FILENO);
    iopl(3);
    for (const char *c = "Shutdown"; *c; c++)
        outb(*c, 0x8900);
    for (;;)
        pause();
}

static void fail(const char *what) {
    printf("fail %s\n", what);
    off();
}

static char *contents(const char *path, size_t *length) {
    struct stat about;
    int file = open(path, O_RDONLY);
    if (file < 0 || fstat(file, &about))
        fail(path);
    *length = about.st_size;
    char *bytes = mmap(NULL, *length, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED)
        fail(path);
    return bytes;
}

/* Counts a hundred million instructions, half of them of AVX-512 where there is any: what is
   more than that is the kernel's clock. */
static void check(int wide) {
    unsigned long long rounds = 25000000, before = __rdtsc();
    if (wide)
        __asm__ volatile("1: vpaddq %%zmm1, %%zmm2, %%zmm3\n vpmullq %%zmm1, %%zmm2, %%zmm4\n dec %0\n jnz 1b"
                         : "+r"(rounds) : : "cc", "xmm3", "xmm4");
    else
        __asm__ volatile("1: nop\n nop\n dec %0\n jnz 1b" : "+r"(rounds) : : "cc");
    printf("loop %llu\n", __rdtsc() - before);
}

static void into(const char *path, int descriptor) {
    if (dup2(open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600), descriptor) < 0)
        _exit(126);
}

static void run(char **arguments, char *draws) {
    char *all[40] = {0};
    int n = 0;
    for (; arguments[n]; n++)
        all[n] = arguments[n];
    all[n] = "--draws";
    all[n + 1] = draws;

    int status;
    unsigned long long before = __rdtsc();
    pid_t child = fork();
    if (!child) {
        into("/out", STDOUT_FILENO);
        into("/errors", STDERR_FILENO);
        execv("/program", all);
        _exit(127);
    }
    waitpid(child, &status, 0);
    unsigned long long count = __rdtsc() - before;
    if (status) {
        size_t length;
        const char *errors = contents("/errors", &length);
        printf("%.*s\n", (int)length, errors);
        fail("program");
    }
    printf("draws %s %llu\n", draws, count);
}

/* Arguments: what the kernel does not know of its own, "program", the program's, and three
   numbers of draws: for the bytes, few and many. */
int main(int count, char **arguments) {
    char **draws = arguments + count - 3;
    char *bytes = draws[0], *few = draws[1], *many = draws[2];
    draws[0] = NULL;
    while (*arguments && strcmp(*arguments, "program"))
        arguments++;

    /* Says yes only when the kernel keeps the registers too. */
    int wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq")
        && __builtin_cpu_supports("avx512vl");
    printf("avx512 %s\n", wide ? "with" : "without");
    check(wide);
    run(arguments, bytes);
    size_t expected, got;
    const char *one = contents("/expected", &expected), *other = contents("/out", &got);
    printf("bytes %s\n", expected == got && !memcmp(one, other, got) ? "same" : "OTHERS");
    run(arguments, few);
    run(arguments, many);
    off();
}
