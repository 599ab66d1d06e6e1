"""A whole facility on loopback for measurements: hub with a sample, one enrolled terminal, its agent. Everything ends with the context."""
import contextlib, os, re, secrets, shutil, subprocess, time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
BIN = os.path.join(ROOT, "build/release/bin")


def program(name):
    return os.path.join(BIN, name)


def run(*arguments):
    done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"bench: {' '.join(arguments)} failed: {done.stdout}{done.stderr}")
    return done.stdout


class Facility:
    def __init__(self, folder, sample_options):
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        with open(f"{folder}/passphrase", "w") as file:
            file.write(secrets.token_hex(12) + "\n")
        ceremony = ["--passphrase-file", f"{folder}/passphrase"]
        run(program("dayroom-provision"), "keys", "init", "--out", f"{folder}/root.key", *ceremony)
        run(program("dayroom-hub"), "init", "--data", f"{folder}/hub", "--name", "Bench County Jail", "--sample", "1", *sample_options)
        run(program("dayroom-provision"), "hub", "certify", "--root", f"{folder}/root.key", *ceremony, "--request", f"{folder}/hub/hub-key.request", "--out", f"{folder}/hub.certificate")
        run(program("dayroom-hub"), "hub-key", "install", "--data", f"{folder}/hub", f"{folder}/hub.certificate")
        self.ceremony = ceremony
        self.processes = []
        self.people = self.read_people()

    def read_people(self):
        people, unit = [], None
        for line in open(f"{self.folder}/hub/sample-residents.txt"):
            words = line.split()
            if words and words[0] == "unit":
                unit = line.split(None, 1)[1].strip()
            elif len(words) >= 3 and words[2] in ("ready", "first"):
                people.append({"unit": unit, "number": words[0], "pin": words[1], "state": words[2]})
        return people

    def start(self, *arguments, log, **options):
        process = subprocess.Popen(arguments, stderr=open(f"{self.folder}/{log}", "ab"), **{"stdout": subprocess.DEVNULL, **options})
        self.processes.append(process)
        return process

    def serve(self):
        hub = self.start(program("dayroom-hub"), "serve", "--data", f"{self.folder}/hub", "--listen", "127.0.0.1:0", "--staff-listen", "127.0.0.1:0",
                         log="hub.log", stdout=subprocess.PIPE, text=True)
        for line in hub.stdout:
            match = re.search(r"listening terminals (\S+) staff (\S+)", line)
            if match:
                self.hub, self.staff = match[1], match[2]
                return hub
        raise SystemExit("bench: the hub did not start, see " + self.folder)

    def enroll(self, name, unit):
        token, data = f"{self.folder}/token-{name}", f"{self.folder}/{name}"
        run(program("dayroom-provision"), "token", "create", "--root", f"{self.folder}/root.key", *self.ceremony, "--request",
            f"{self.folder}/hub/hub-key.request", "--unit", unit, "--name", name, "--hub", self.hub, "--out", token)
        run(program("dayroom-provision"), "enroll", "--data", data, "--token", token)
        return data

    def agent(self, name, data):
        socket = f"{self.folder}/{name}.sock"
        process = self.start(program("dayroom-agent"), "--data", data, "--socket", socket, log=f"{name}-agent.log")
        wait_until("the agent's socket", lambda: os.path.exists(socket))
        return process, socket

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(20)
                if process.poll() is None:
                    process.kill()
                    process.wait()


def wait_until(what, condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise SystemExit(f"bench: waited in vain for {what}")
        time.sleep(0.02)


def tree_of(pid):
    """pid and all its descendants."""
    children = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            parent = int(open(f"/proc/{entry}/stat").read().rsplit(")", 1)[1].split()[1])
            children.setdefault(parent, []).append(int(entry))
    found, todo = [], [pid]
    while todo:
        now = todo.pop()
        found.append(now)
        todo += children.get(now, [])
    return found


def pss_kib(pids):
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            total += int(re.search(r"^Pss:\s+(\d+)", open(f"/proc/{pid}/smaps_rollup").read(), re.M)[1])
    return total


def cpu_seconds(pids):
    ticks = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
