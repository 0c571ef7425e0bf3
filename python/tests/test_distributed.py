"""Engines for real: worker processes of Dask and of Spark, killed and tried again, with the
bytes of one machine for an answer."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import spuk
from spuk.distributed import _task
from spuk.distributed._task import levels, usual_parts

# What the engines themselves warn of is not ours.
pytestmark = [
    pytest.mark.filterwarnings("default"),
    pytest.mark.filterwarnings("ignore::spuk.SpukWarning"),
]

SMALL = {"scenario.tot": 2026}
ASKED: dict[str, Any] = {"draws": 400, "seed": 3, "set": SMALL}
SCENARIOS = ("wi2021", "oud-ritme")
# Long enough to be killed in.
LONG: dict[str, Any] = {"draws": 4000, "seed": 3, "set": SMALL}


@pytest.fixture(scope="module")
def alone() -> str:
    """What one machine makes."""
    return text(spuk.simulate(*SCENARIOS, **ASKED))


def text(drawn: spuk.Simulation) -> str:
    csv = drawn.to_csv()
    assert csv is not None
    return csv


class Here(spuk.distributed.Engine):
    """An engine in this process."""

    def workers(self) -> int:
        return 1

    def _run(self, work: _task.Work, parts: int, done: Any) -> bytes:
        level = [_task.make(work, index, parts) for index in range(1, parts + 1)]
        for index in range(1, parts + 1):
            done(index)
        of = parts
        for each in levels(parts, self.fan_in):
            of //= each
            groups = [level[first : first + each] for first in range(0, len(level), each)]
            level = [
                _task.join(work.program, group, index, of, each)
                for index, group in enumerate(groups, 1)
            ]
        (whole,) = level
        return whole


def test_a_tree_merges_every_number_of_parts() -> None:
    for parts in range(1, 200):
        product = 1
        for each in levels(parts, 8):
            product *= each
        assert product == parts
    assert levels(64, 8) == [8, 8] and levels(7, 4) == [7] and levels(1, 8) == []
    assert usual_parts(200, 10**9) == 512 and usual_parts(2, 3) == 2


@pytest.mark.parametrize(("parts", "fan_in"), [(1, 8), (6, 2), (8, 3), (7, 4)])
def test_a_tree_in_one_process_gives_the_bytes_of_one_machine(parts: int, fan_in: int, alone: str) -> None:
    told: list[tuple[int, int]] = []
    engine = Here(fan_in=fan_in)
    drawn = engine.simulate(*SCENARIOS, **ASKED, parts=parts, progress=lambda *one: told.append(one))
    assert text(drawn) == alone
    assert drawn == spuk.simulate(*SCENARIOS, **ASKED)
    assert told[-1] == (400, 400) and len(told) == parts


def said(ask: Callable[..., Any], *scenarios: Any, **asked: Any) -> list[tuple[str, str]]:
    """Every warning that comes, by its code; each points here."""
    with warnings.catch_warnings(record=True) as came:
        warnings.simplefilter("always")
        ask(*scenarios, **asked)
    assert {Path(one.filename).name for one in came} <= {Path(__file__).name}
    return [(one.message.code, str(one.message)) for one in came if isinstance(one.message, spuk.SpukWarning)]


def paths(count: int) -> dict[str, list[Any]]:
    """So many paths of the instroom."""
    numbers = list(range(count))
    return {
        "trekking": numbers,
        "groep": ["asielstatushouder"] * count,
        "2026": [18_000 + 100 * number for number in numbers],
        "2027": [19_000 - 50 * number for number in numbers],
    }


OF_PATHS = {"instroom.model": "paden", "scenario.tot": 2027}

# What is asked, and the codes of what is said of it, in their order.
REMARKED: dict[str, tuple[tuple[Any, ...], dict[str, Any], list[str]]] = {
    "a key of draws alone": (
        ("oud-ritme",),
        {"draws": 150, "set": {"instroom.persistentie.gezinsmigrant": "0.3", **SMALL}},
        [],
    ),
    "few draws": (SCENARIOS, {"draws": 30, "set": SMALL}, ["weinig-trekkingen"]),
    # Nothing is drawn before 2026.
    "draws alike": (("wi2021",), {"draws": 120, "set": {"scenario.tot": 2025}}, ["gelijke-trekkingen"]),
    "paths left": (
        SCENARIOS,
        {"draws": 110, "set": {**OF_PATHS, "instroom.bestand": paths(113)}},
        ["ongebruikte-paden"],
    ),
    "of one scenario, of the paths and of the draws": (
        ("wi2021", spuk.Scenario("oud-ritme", set=["prestatie.aandeel=0.1", "prestatie.aandeel=0.2"])),
        {"draws": 20, "set": {**OF_PATHS, "instroom.bestand": paths(25)}},
        ["twee-keer-gezet", "ongebruikte-paden", "weinig-trekkingen"],
    ),
}


@pytest.mark.parametrize("kind", list(REMARKED))
@pytest.mark.parametrize("parts", [1, 4, 5])
def test_an_engine_warns_of_what_one_machine_warns_of(kind: str, parts: int) -> None:
    scenarios, asked, codes = REMARKED[kind]
    alone = said(spuk.simulate, *scenarios, **asked)
    assert [code for code, _ in alone] == codes
    assert said(Here(fan_in=2).simulate, *scenarios, **asked, parts=parts) == alone


def test_too_few_paths_are_refused_before_a_worker_has_work() -> None:
    class Nobody(Here):
        def _run(self, work: _task.Work, parts: int, done: Any) -> bytes:
            raise AssertionError("nobody was to work")

    asked: dict[str, Any] = {"draws": 9, "set": {**OF_PATHS, "instroom.bestand": paths(8)}}
    with pytest.raises(spuk.ScenarioError) as alone:
        spuk.simulate(**asked)
    with pytest.raises(spuk.ScenarioError) as refused:
        Nobody().simulate(**asked)
    assert str(refused.value) == str(alone.value)


def test_a_question_has_its_files_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "a.csv").write_text(
        "gm_code,groep,jaar,aantal\nGM0344,asielstatushouder,2025,120\n", encoding="utf-8"
    )
    (tmp_path / "s" / "basis.toml").write_text('scenario.basis = "wi2021"\n', encoding="utf-8")
    scenario = tmp_path / "s" / "x.toml"
    scenario.write_text(
        'scenario.basis = "basis.toml"\naantallen.bestand = "a.csv"\naantallen.aanvullen = "model"\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    asked = {**ASKED, "draws": 100}
    whole = spuk.simulate("s/x.toml", **asked)
    from spuk._scenario import asked as as_asked

    question = as_asked(("s/x.toml",), SMALL, False)
    (carried, draws, seed), _ = spuk._spuk.carried(question, (100, 3), None)
    shutil.rmtree(tmp_path / "s")
    monkeypatch.chdir("/")
    parts = [spuk._spuk.carried_part(carried, (draws, seed), (index, 2), 1).to_bytes() for index in (1, 2)]
    assert text(spuk.merge(parts)) == text(whole)
    assert spuk.merge(parts).receipt == whole.receipt
    # Another build is refused by its name, and so is what is no question.
    line = b"spuk-vraag 0.0.9 (abcdef)\n"
    with pytest.raises(spuk.ScenarioError, match=r"0\.0\.9 \(abcdef\)"):
        spuk._spuk.carried_part(line + carried.split(b"\n", 1)[1], (draws, seed), (1, 2), 1)
    for wrong in (b"", b"x", carried[:-9]):
        with pytest.raises(spuk.ScenarioError, match="geen vraag"):
            spuk._spuk.carried_part(wrong, (draws, seed), (1, 2), 1)


def test_wrong_parts_are_refused() -> None:
    for engine in (spuk.distributed.DaskEngine, spuk.distributed.SparkEngine):
        with pytest.raises(ValueError, match="threads"):
            engine(None, threads=0)  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="fan_in"):
            engine(None, fan_in=1)  # type: ignore[arg-type]
        for parts in (0, 401):
            with pytest.raises(spuk.ScenarioError, match="delen"):
                engine(None).simulate(*SCENARIOS, **ASKED, parts=parts)  # type: ignore[arg-type]
    parts = [spuk.simulate_part(part=(index, 4), **ASKED) for index in (1, 2, 3)]
    half = spuk.merge_parts(parts[:2], (1, 2))
    assert half == spuk.simulate_part(part=(1, 2), **ASKED)
    with pytest.raises(spuk.ScenarioError, match="hoort niet bij deel 1/2"):
        spuk.merge_parts(parts, (1, 2))
    with pytest.raises(spuk.ScenarioError, match="ontbreekt"):
        spuk.merge_parts(parts[:1], (1, 2))


# ---------------------------------------------------------------- Dask


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster, distributed.Client(cluster) as client:
        yield client


def test_dask_gives_the_bytes_of_one_machine(client: Any, alone: str) -> None:
    told: list[tuple[int, int]] = []
    engine = spuk.distributed.dask(client, fan_in=2)
    drawn = engine.simulate(*SCENARIOS, **ASKED, progress=lambda *one: told.append(one))
    assert text(drawn) == alone
    assert told[-1] == (400, 400) and len(told) == 8
    assert drawn.rows(level="landelijk", jaar=2026).to_csv() is not None


def test_dask_tries_again_what_a_killed_worker_had(client: Any) -> None:
    pids = client.run(os.getpid)
    told: list[int] = []

    def kill_one(made: int, of: int) -> None:
        told.append(made)
        # In the middle: some parts are there, others are being made.
        if len(told) == 3:
            os.kill(next(iter(pids.values())), signal.SIGKILL)

    drawn = spuk.distributed.dask(client, fan_in=4).simulate(
        *SCENARIOS, **LONG, parts=16, progress=kill_one
    )
    assert text(drawn) == text(spuk.simulate(*SCENARIOS, **LONG))
    assert told[-1] == LONG["draws"]
    client.wait_for_workers(2, timeout=60)
    assert set(client.run(os.getpid).values()) != set(pids.values())


def test_a_part_that_is_made_twice_counts_once(client: Any, alone: str) -> None:
    from spuk._scenario import asked

    question = asked(SCENARIOS, SMALL, False)
    (carried, draws, seed), _ = spuk._spuk.carried(question, (400, 3), None)
    work = _task.Work(carried, draws, seed, 1)
    twice = [client.submit(_task.make, work, 2, 2, pure=False) for _ in range(2)]
    first, again = client.gather(twice)
    assert first == again
    one = client.submit(_task.make, work, 1, 2).result()
    assert text(spuk.merge([one, again])) == alone
    with pytest.raises(spuk.ScenarioError, match="allebei deel 2/2"):
        spuk.merge([one, first, again])


def another_version(folder: Path) -> Path:
    """An installation of another version: this one, under another number."""
    package = folder / "spuk"
    shutil.copytree(Path(spuk.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    (compiled,) = package.glob("_spuk*.so")
    compiled.rename(package / compiled.name.replace("_spuk", "_own"))
    # The compiled half knows its name; so it is loaded under it, and renumbered.
    (package / "_spuk.py").write_text(
        "import importlib.machinery, importlib.util, pathlib\n"
        "path = next(pathlib.Path(__file__).parent.glob('_own*.so'))\n"
        "loader = importlib.machinery.ExtensionFileLoader('spuk._spuk', str(path))\n"
        "spec = importlib.util.spec_from_file_location('spuk._spuk', path, loader=loader)\n"
        "module = importlib.util.module_from_spec(spec)\n"
        "loader.exec_module(module)\n"
        "globals().update({k: v for k, v in vars(module).items() if not k.startswith('__')})\n"
        "VERSION = '0.0.9'\n",
        encoding="utf-8",
    )
    return folder


def test_another_version_on_a_worker_of_dask_is_refused_by_name(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    other = another_version(tmp_path)
    with distributed.LocalCluster(n_workers=0, dashboard_address=None) as cluster:
        environment = {**os.environ, "PYTHONPATH": str(other)}
        command = [sys.executable, "-m", "distributed.cli.dask_worker", cluster.scheduler_address, "--no-dashboard"]
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as worker:
            try:
                with distributed.Client(cluster) as client:
                    client.wait_for_workers(1, timeout=60)
                    with pytest.raises(spuk.ScenarioError, match=r"staat spuk 0\.0\.9") as refused:
                        spuk.distributed.dask(client).simulate(*SCENARIOS, **ASKED, parts=2)
                    assert f"komt van spuk {spuk.__version__}" in str(refused.value)
            finally:
                worker.terminate()


# ---------------------------------------------------------------- Spark


def session(master: str, **settings: str) -> Any:
    sql = pytest.importorskip("pyspark.sql")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = sql.SparkSession.builder.master(master).appName("spuk")
    usual = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executor.memory": "512m",
        **settings,
    }
    for name, value in usual.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


@pytest.fixture
def local_cluster() -> Iterator[Any]:
    """Two executors, each a process of its own."""
    import pyspark

    os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)
    spark = session("local-cluster[2,1,512]")
    yield spark
    spark.stop()


def executors() -> list[int]:
    """The processes of executors that this one has begun, through Spark: nobody else's."""
    # Without `ww` a line is cut off at COLUMNS, which pytest sets by way of readline.
    listed = subprocess.run(["ps", "-wweo", "pid=,ppid=,args="], capture_output=True, text=True, check=True)
    rows = [line.split(None, 2) for line in listed.stdout.splitlines()]
    parents = {int(pid): int(parent) for pid, parent, *_ in rows}

    def is_ours(pid: int) -> bool:
        while pid in parents and pid != os.getpid():
            pid = parents[pid]
        return pid == os.getpid()

    named = [int(pid) for pid, _, *words in rows if "CoarseGrainedExecutorBackend" in "".join(words)]
    return [pid for pid in named if is_ours(pid)]


def test_spark_gives_the_bytes_of_one_machine_though_an_executor_dies(local_cluster: Any, alone: str) -> None:
    engine = spuk.distributed.spark(local_cluster, fan_in=4)
    assert text(engine.simulate(*SCENARIOS, **ASKED, parts=8)) == alone
    before = executors()
    assert len(before) == 2, before
    told: list[int] = []
    killed = threading.Event()

    def kill_one(made: int, of: int) -> None:
        told.append(made)
        if len(told) == 3 and not killed.is_set():
            os.kill(before[0], signal.SIGKILL)
            killed.set()

    drawn = engine.simulate(*SCENARIOS, **LONG, parts=16, progress=kill_one)
    assert killed.is_set() and told[-1] == LONG["draws"]
    assert text(drawn) == text(spuk.simulate(*SCENARIOS, **LONG))
    until = time.monotonic() + 30
    while set(executors()) == set(before) and time.monotonic() < until:
        time.sleep(0.2)
    assert set(executors()) != set(before)


def test_another_version_on_an_executor_of_spark_is_refused_by_name(tmp_path: Path) -> None:
    other = another_version(tmp_path)
    spark = session("local[1]", **{"spark.executorEnv.PYTHONPATH": str(other)})
    try:
        with pytest.raises(spuk.ScenarioError, match=r"staat spuk 0\.0\.9"):
            spuk.distributed.spark(spark).simulate(*SCENARIOS, **ASKED, parts=2)
    finally:
        spark.stop()
