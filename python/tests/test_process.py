"""Beside other work: threads, forks, interrupts."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import polars
import pyarrow
import pytest

import spuk

pytestmark = [
    pytest.mark.filterwarnings("ignore::spuk.SpukWarning"),
    # Python warns of a fork beside threads; that it works is what is tested.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

SMALL = {"scenario.tot": 2027}
MANY = 2_000_000


def small(seed: int) -> str | None:
    return spuk.simulate(draws=200, seed=seed, set=SMALL).to_csv()


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_worker_process_makes_its_own_threads(method: str) -> None:
    own = small(1)
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(2, mp_context=context) as workers:
        assert list(workers.map(small, [1, 1, 1], timeout=120)) == [own] * 3
    assert small(1) == own


def test_a_fork_beside_draws_that_are_being_made() -> None:
    thread = threading.Thread(target=small_after_small)
    thread.start()
    child = os.fork()
    if child == 0:
        os._exit(0 if small(2) else 1)
    _, status = os.waitpid(child, 0)
    thread.join()
    assert os.waitstatus_to_exitcode(status) == 0


def small_after_small() -> None:
    for seed in range(5):
        small(seed)


def test_ctrl_c_ends_draws_within_a_second_and_the_next_call_works() -> None:
    timer = threading.Timer(0.7, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        spuk.simulate(draws=MANY)
    took = time.monotonic() - start
    assert took < 0.7 + 1
    assert small(3) == small(3)


# Readers of a stream, and what each raises when it breaks off.
READERS: dict[str, tuple[Any, Any]] = {
    "to_polars": (lambda bulk, path: bulk.to_polars(), KeyboardInterrupt),
    "to_parquet": (lambda bulk, path: bulk.to_parquet(path / "draws.parquet"), KeyboardInterrupt),
    "pyarrow": (lambda bulk, path: pyarrow.table(bulk), pyarrow.ArrowInvalid),
    "polars": (lambda bulk, path: polars.DataFrame(bulk), Exception),
}


@pytest.mark.parametrize("name", READERS)
def test_ctrl_c_ends_a_reading_of_draws_within_a_second(name: str, tmp_path: Path) -> None:
    read, raised = READERS[name]
    bulk = spuk.draws(draws=MANY, level="gemeente", set=SMALL)
    pressed: list[float] = []

    def press() -> None:
        pressed.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    timer = threading.Timer(0.7, press)
    timer.start()
    with pytest.raises(raised) as stopped:
        read(bulk, tmp_path)
    assert time.monotonic() - pressed[0] < 1
    assert raised is KeyboardInterrupt or "KeyboardInterrupt" in str(stopped.value)
    # What was pressed is not pressed again.
    few = spuk.draws(draws=3, set=SMALL)
    assert pyarrow.table(few).num_rows == len(few)
    assert small(3) == small(3)


def test_draws_are_read_on_another_thread() -> None:
    bulk = spuk.draws(draws=300, seed=4, set=SMALL)
    own = pyarrow.table(bulk)
    with ThreadPoolExecutor(2) as readers:
        assert all(table.equals(own) for table in readers.map(pyarrow.table, [bulk] * 4, timeout=60))
    assert duckdb.sql("select count(*) from bulk").fetchall() == [(len(bulk),)]


def test_what_progress_raises_ends_the_draws() -> None:
    seen: list[tuple[int, int]] = []

    def stop(made: int, of: int) -> None:
        seen.append((made, of))
        if len(seen) == 2:
            raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        spuk.simulate(draws=MANY, progress=stop)
    (first, of), (second, _) = seen
    assert of == MANY and 0 < first < second < MANY
    ends: list[tuple[int, int]] = []
    spuk.simulate(draws=500, set=SMALL, progress=lambda *told: ends.append(told))
    assert ends[-1] == (500, 500)


def test_other_threads_of_python_go_on() -> None:
    ticks = 0
    done = threading.Event()

    def count() -> None:
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.005)

    counter = threading.Thread(target=count)
    counter.start()
    spuk.simulate(draws=4000, set={"scenario.tot": 2027})
    done.set()
    counter.join()
    assert ticks > 5


def test_threads_are_bounded_and_change_nothing() -> None:
    with spuk.threads(1):
        one = small(5)
    with spuk.threads(3):
        assert small(5) == one
    for wrong in (0, -1, 5000):
        with pytest.raises(ValueError, match="threads"), spuk.threads(wrong):
            pass


def test_it_is_imported_at_once() -> None:
    # Time of the processor, which another program beside it does not take.
    program = "import time; t = time.process_time(); import spuk; print(time.process_time() - t)"
    times = [
        float(subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout)
        for _ in range(5)
    ]
    # 0.05 s is what is promised of a release, which is smaller than what is tested.
    assert min(times) < 0.1, times
    heavy = "import sys, spuk; print([m for m in ('pandas', 'numpy', 'pyarrow', 'polars', 'matplotlib') if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", heavy], capture_output=True, check=True, text=True)
    assert loaded.stdout.strip() == "[]"


def test_an_interrupt_of_a_notebook_ends_a_simulation_and_its_next_cell_runs() -> None:
    from jupyter_client import KernelManager

    kernel = KernelManager()
    kernel.start_kernel()
    client = kernel.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        # That it runs is told before it does, by the first call of `progress`.
        cell = (
            "import spuk, warnings; warnings.simplefilter('ignore')\n"
            f"spuk.simulate(draws={MANY}, progress=lambda made, of: print(made, flush=True))"
        )
        # A kernel drops the cells that wait behind one that fails, and this asks for the next sooner than a hand can.
        asked = client.execute(cell, stop_on_error=False)
        while client.get_iopub_msg(timeout=60)["msg_type"] != "stream":
            pass
        pressed = time.monotonic()
        kernel.interrupt_kernel()
        reply = client.get_shell_msg(timeout=60)
        # On a slow machine an answer to whether it is ready may come late.
        while reply["parent_header"]["msg_id"] != asked:
            reply = client.get_shell_msg(timeout=60)
        took = time.monotonic() - pressed
        assert reply["content"]["ename"] == "KeyboardInterrupt"
        assert took < 1.0
        client.execute("assert len(spuk.run()) == 8")
        assert client.get_shell_msg(timeout=60)["content"]["status"] == "ok"
    finally:
        client.stop_channels()
        kernel.shutdown_kernel(now=True)
