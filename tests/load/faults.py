"""The workbench while everything goes wrong at once, and its memory and its speed afterwards.

    python3 tests/load/faults.py target/release/spuk

A thousand connections that say nothing, ten simulations at once, bodies of 100 MB, bodies and readers that are slow;
meanwhile a projection is asked again and again. Then everybody leaves: how soon the work ends, and whether the memory is
back near where it was. Needs Python and Linux. Exit status 1 where a bound is not met.
"""

import os
import resource
import socket
import subprocess
import sys
import threading
import time

DRAWS = "/api/simulate/events?draws=2000000&set=scenario.tot%3D2026"
SHORT = "/api/run.csv?level=gemeente"


class Server:
    def __init__(self, spuk):
        command = [spuk, "serve", "--port", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(self.process.stdout.readline().strip().rstrip("/").rsplit(":", 1)[1])

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=120)

    def send(self, method, path, more="", body=b""):
        stream = self.connect()
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nConnection: close\r\n{more}\r\n"
        stream.sendall(head.encode())
        try:
            stream.sendall(body)
        except OSError:
            pass  # Who is refused early may find the connection closed.
        return stream

    def ask(self, method, path, more="", body=b""):
        stream, got = self.send(method, path, more, body), b""
        try:
            while piece := stream.recv(1 << 20):
                got += piece
        except OSError:
            pass
        stream.close()
        return int(got.split(b" ", 2)[1]) if got else 0

    def memory(self):
        with open(f"/proc/{self.process.pid}/status", encoding="utf-8") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))

    def worked(self):
        """Processor time in milliseconds."""
        with open(f"/proc/{self.process.pid}/stat", encoding="utf-8") as line:
            numbers = line.read().rsplit(")", 1)[1].split()
        return (int(numbers[11]) + int(numbers[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def room_for(files):
    """Lets this process open so many files. The server, which began before, asks for more by itself."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if now != resource.RLIM_INFINITY and now < files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))


def begun(server, client):
    """A simulation that has begun to draw, or None where it is refused or waits."""
    stream = server.send("GET", f"{DRAWS}&client={client}")
    stream.settimeout(30)
    got = b""
    try:
        while b'"complete":' not in got or b'"complete":0,' in got[-60:]:
            piece = stream.recv(4096)
            if not piece:
                return None
            got += piece
    except OSError:
        return stream
    return stream


def ended(server):
    """Milliseconds until a server that nobody waits for rests, and what it still worked."""
    began, first = time.perf_counter(), server.worked()
    used, last = first, began
    while time.perf_counter() - last < 1:
        time.sleep(0.005)
        if (now := server.worked()) > used:
            used, last = now, time.perf_counter()
    return (last - began) * 1000, used - first


def main():
    server = Server(sys.argv[1])
    met = {}
    try:
        for _ in range(3):
            assert server.ask("GET", SHORT) == 200
        before = server.memory()
        running = begun(server, "een")
        running.close()
        clock, work = ended(server)
        print(f"a connection that closes: {clock:.0f} ms by the clock, {work:.0f} ms of work")
        running = begun(server, "twee")
        assert server.ask("GET", "/api/list.json?client=twee") == 200
        clock, work = ended(server)
        print(f"a newer question: {clock:.0f} ms by the clock, {work:.0f} ms of work")
        running.close()
        met["work that nobody waits for ends within 50 ms on two processors"] = work <= 100

        alone = []
        for _ in range(5):
            began = time.perf_counter()
            server.ask("GET", SHORT)
            alone.append((time.perf_counter() - began) * 1000)
        room_for(1000 + 200)
        idle = [server.connect() for _ in range(1000)]
        slow = [server.send("POST", "/api/run.csv", "Content-Length: 5000\r\n", b"[scenario]") for _ in range(20)]
        deaf = [server.connect() for _ in range(10)]
        line = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode()
        for stream in deaf:
            stream.sendall(line * 200)
        draws = [server.send("GET", f"{DRAWS}&client=c{number}") for number in range(10)]
        huge, statuses = b"#" * (100 << 20), []
        more = f"Content-Length: {len(huge)}\r\n"
        senders = [threading.Thread(target=lambda: statuses.append(server.ask("POST", "/api/run.csv", more, huge))) for _ in range(3)]
        for sender in senders:
            sender.start()
        beside, most = [], before
        for _ in range(20):
            began = time.perf_counter()
            answered = server.ask("GET", SHORT)
            beside.append((time.perf_counter() - began) * 1000)
            most = max(most, server.memory())
            if answered != 200:
                met["a projection is answered meanwhile"] = False
        for sender in senders:
            sender.join()
        met.setdefault("a projection is answered meanwhile", True)
        met["bodies of 100 MB are refused"] = statuses == [413] * 3
        for stream in [*idle, *slow, *deaf, *draws]:
            stream.close()
        ended(server)
        for _ in range(3):
            server.ask("GET", SHORT)
        after = server.memory()
        middle = [sorted(times)[len(times) // 2] for times in (alone, beside)]
        print(f"a projection: {middle[0]:.0f} ms alone, {middle[1]:.0f} ms beside all that, {max(beside):.0f} ms at most")
        print(f"memory: {before:.0f} MB before, {most:.0f} MB at most, {after:.0f} MB after")
        met["memory is back near where it was"] = after < before * 1.5 + 40
        server.process.terminate()
        met["it stops when it is asked to"] = server.process.wait(60) == 0
    finally:
        server.process.kill()
    for bound, is_met in met.items():
        print(f"{'yes' if is_met else 'NO '}  {bound}")
    sys.exit(0 if all(met.values()) else 1)


if __name__ == "__main__":
    main()
