"""The indices of `spuk sensitivity`, held against SALib on the same points of this model.

The program writes every point of its design with its answer (--punten). SALib reckons the
indices of Sobol and the effects of Morris from these, and both have to say the same: to the
last decimal that the program prints. Run by .ci/run: python tests/salib/compare.py PROGRAM
"""

import csv
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
from SALib.analyze import morris, sobol

# What is asked: the column, the years, and how many base points or trajectories.
CALLS = [
    ("sobol", ["--veld", "uitkering_definitief", "--jaar", "2027", "--draws", "64"]),
    ("sobol", ["--veld", "tekort", "--draws", "32", "--seed", "9"]),
    ("morris", ["--veld", "uitkering_definitief", "--jaar", "2027", "--draws", "12"]),
    ("morris", ["--veld", "kosten", "--draws", "8", "--stap", "5%"]),
]

# The program prints indices in millionths and effects in cents, each rounded.
HALF_A_MILLIONTH = 0.5e-6
HALF_A_CENT = 0.005
# What sums of some thousand doubles may differ by, in parts of what is added up.
DOUBLES = 1e-9


def asked(program, method, arguments, folder):
    """The rows of the answer by key, and the points with their answers."""
    points = Path(folder) / "punten.csv"
    call = [program, "sensitivity", "wi2021", "--methode", method, "--format", "csv"]
    call += ["--punten", str(points), *arguments]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    rows = {row["sleutel"]: row for row in csv.DictReader(done.stdout.splitlines())}
    with points.open(newline="") as file:
        reader = csv.reader(file)
        head, body = next(reader), list(reader)
    keys = head[2:-1]
    assert set(keys) == set(rows), "every factor has a coordinate"
    at = numpy.array([[float(field) for field in row[2:-1]] for row in body])
    answers = numpy.array([float(row[-1]) for row in body])
    return rows, keys, at, answers, [row[1] for row in body]


def holds_saltelli(keys, at, places):
    """Whether the design is that of Saltelli: A, then A with one factor of B each, then B."""
    size = len(keys) + 2
    for first in range(0, len(at), size):
        own = at[first : first + size]
        assert places[first] == "A" and places[first + size - 1] == "B"
        for factor, key in enumerate(keys):
            mixed = own[0].copy()
            mixed[factor] = own[-1][factor]
            assert places[first + 1 + factor] == key
            assert numpy.array_equal(own[1 + factor], mixed), key


def main(program):
    compared = 0
    worst = 0.0
    for method, arguments in CALLS:
        with tempfile.TemporaryDirectory() as folder:
            rows, keys, at, answers, places = asked(program, method, arguments, folder)
        problem = {"num_vars": len(keys), "names": keys, "bounds": [[0, 1]] * len(keys)}
        if method == "sobol":
            holds_saltelli(keys, at, places)
            found = sobol.analyze(problem, answers, calc_second_order=False, num_resamples=10, seed=1)
            columns = {"eerste_orde": "S1", "totaal": "ST"}
            room = HALF_A_MILLIONTH + DOUBLES
        else:
            found = morris.analyze(problem, at, answers, num_levels=4, num_resamples=10, seed=1)
            columns = {"effect_gemiddeld": "mu", "effect_grootte": "mu_star", "effect_spreiding": "sigma"}
            room = HALF_A_CENT + DOUBLES * float(numpy.abs(answers).max())
        for own, other in columns.items():
            for key, theirs in zip(keys, found[other], strict=True):
                off = abs(float(rows[key][own]) - float(theirs))
                worst = max(worst, off / room)
                assert off <= room, f"{method} {arguments} {key} {own}: {rows[key][own]}, SALib {theirs}"
                compared += 1
    assert compared > 80, f"only {compared} indices"
    print(f"{compared} indices of Sobol and Morris are those of SALib; the farthest is {worst:.0%} of what rounding leaves")


if __name__ == "__main__":
    main(sys.argv[1])
