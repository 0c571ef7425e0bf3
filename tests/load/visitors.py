"""Visitors of the workbench who all move a slider at once, and what the server makes of it.

    python3 tests/load/visitors.py target/release/spuk [--visitors 50] [--rate 10] [--seconds 60]

Every visitor moves one slider so many times a second, as the page does: it asks for what the page draws, under a name
of its own, and its newer question ends the older one. What counts is what a visitor sees: no answer that is wrong, the
time from a question to its answer, and how long the server itself took (`Server-Timing`). Beside it the memory of the
server, before, during and after, and the same question asked alone, so that figures of a busy machine can be held
against something. Needs Python and nothing else. Exit status 1 where a bound is not met.
"""

import argparse
import asyncio
import collections
import json
import statistics
import subprocess
import sys
import time
from urllib.parse import quote

QUESTION = "/api/report.json?scenario=wi2021&scenario=wi2021&set-b={change}&draws=0&client={client}"
# What the issue asks of a quiet machine with two processors.
P99, IDLE = 250.0, 60.0


def memory(process, what):
    """Megabytes, by the name that Linux has for them."""
    with open(f"/proc/{process.pid}/status", encoding="utf-8") as status:
        for line in status:
            if line.startswith(what):
                return int(line.split()[1]) / 1024
    return float("nan")


async def ask(port, path):
    """Status, headers and length of an answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = 0
        while piece := await reader.read(1 << 20):
            length += len(piece)
        headers = {}
        for line in head.split("\r\n")[1:]:
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
        return int(head.split(" ", 2)[1]), headers, length
    finally:
        writer.close()


def own_time(headers):
    """Milliseconds that the server says it took, waiting for a place included."""
    return float(headers["server-timing"].split("dur=")[1])


async def visitor(port, number, rate, until, found):
    """Moves a slider to another value again and again, whatever became of the one before."""
    moves, step = [], 0
    await asyncio.sleep(number / 97 % (1 / rate))

    async def move(value):
        began = time.perf_counter()
        path = QUESTION.format(change=quote(f"prestatie.aandeel={value:.4f}"), client=f"bezoeker-{number}")
        try:
            status, headers, length = await ask(port, path)
        except (OSError, asyncio.IncompleteReadError) as error:
            found["fault"].append(repr(error))
            return
        took = (time.perf_counter() - began) * 1000
        if status == 200:
            found["answered"].append((took, own_time(headers), length))
            found["of"][number] += 1
        elif status == 409:
            found["overtaken"].append(took)
        else:
            found["fault"].append(status)

    while time.perf_counter() < until:
        step += 1
        moves.append(asyncio.create_task(move(0.1 + (number * 131 + step * 17) % 900 / 1000)))
        await asyncio.sleep(1 / rate)
    await asyncio.gather(*moves)


def quantile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


async def run(arguments):
    command = [arguments.spuk, "serve", "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        port = int(server.stdout.readline().strip().rstrip("/").rsplit(":", 1)[1])
        idle = memory(server, "VmRSS")
        alone = []
        for step in range(12):
            path = QUESTION.format(change=quote(f"prestatie.aandeel=0.3{step:02}"), client="alleen")
            alone.append(own_time((await ask(port, path))[1]))
        found = {"answered": [], "overtaken": [], "fault": [], "of": collections.Counter()}
        began = time.perf_counter()
        until = began + arguments.seconds
        everyone = [visitor(port, number, arguments.rate, until, found) for number in range(arguments.visitors)]
        seen = []

        async def watch():
            while time.perf_counter() < until:
                await asyncio.sleep(1)
                seen.append(memory(server, "VmRSS"))

        await asyncio.gather(watch(), *everyone)
        answered = found["answered"]
        own = [one[1] for one in answered]
        half = len(seen) // 2
        result = {
            "visitors": arguments.visitors,
            "moves_a_second": arguments.rate,
            "seconds": arguments.seconds,
            "answered": len(answered),
            "overtaken": len(found["overtaken"]),
            "faults": len(found["fault"]),
            "answers_a_second": round(len(answered) / arguments.seconds, 1),
            "fewest_of_a_visitor": min(found["of"][number] for number in range(arguments.visitors)),
            "bytes_of_an_answer": answered[0][2] if answered else None,
            "alone_ms": round(statistics.median(alone), 1),
            "server_ms": {f"p{int(share * 100)}": round(quantile(own, share), 1) for share in (0.5, 0.95, 0.99)},
            "seen_ms": {f"p{int(share * 100)}": round(quantile([one[0] for one in answered], share), 1) for share in (0.5, 0.95, 0.99)},
            "memory_mb": {
                "idle": round(idle, 1),
                "first_half": round(max(seen[:half] or [0]), 1),
                "second_half": round(max(seen[half:] or [0]), 1),
            },
        }
        print(json.dumps(result, indent=2))
        for fault, times in collections.Counter(map(str, found["fault"])).most_common(5):
            print(f"{times} times: {fault}", file=sys.stderr)
        flat = result["memory_mb"]["second_half"] <= 1.1 * result["memory_mb"]["first_half"] + 8
        met = {
            "no fault": not found["fault"],
            "everyone is answered": result["fewest_of_a_visitor"] > 0,
            f"p99 of the server under {P99:.0f} ms": result["server_ms"]["p99"] < P99,
            f"idle under {IDLE:.0f} MB": idle < IDLE,
            "memory flat": flat,
        }
        for bound, is_met in met.items():
            print(f"{'yes' if is_met else 'NO '}  {bound}")
        return 0 if all(met.values()) else 1
    finally:
        server.kill()
        server.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("spuk", help="the program")
    parser.add_argument("--visitors", type=int, default=50)
    parser.add_argument("--rate", type=float, default=10, help="moves a second of each")
    parser.add_argument("--seconds", type=float, default=60)
    sys.exit(asyncio.run(run(parser.parse_args())))


if __name__ == "__main__":
    main()
