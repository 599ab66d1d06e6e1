"""The programs run from where their packages put them, under the system call filters of their units, as users of their own."""
import ctypes, os, pathlib, re, select, socket, ssl, subprocess, struct, sys, tempfile, unittest, urllib.request, zlib

from packages import NAMES, must, package, run, skip_without_root

FILTER = pathlib.Path(__file__).resolve().parent / "under_unit.py"
HUB_USER, AGENT_USER, SCREEN_USER = 64001, 64002, 64003
PATIENCE_S = 60


class Manager:
    """The service manager's ear: what a program tells it that was started with NOTIFY_SOCKET."""

    def __init__(self, folder, user):
        self.address = str(folder / f"notify-{user}")
        self.ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.ear.bind(self.address)
        os.chown(self.address, user, user)
        self.ear.settimeout(PATIENCE_S)

    def hear(self, line):
        while line not in self.ear.recv(4096).decode().splitlines():
            pass


class Started(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.folder.chmod(0o755)
        cls.root = cls.folder / "root"
        for name in NAMES:
            must("dpkg-deb", "--extract", package(name), cls.root)
        cls.make_facility()

    @classmethod
    def make_facility(cls):
        """As docs/operations/packages.md says it."""
        cls.data, secret = cls.folder / "hub", cls.folder / "secret"
        secret.mkdir()
        (secret / "passphrase").write_text("correct horse battery staple\n")
        cls.secret = ["--root", secret / "root.key", "--passphrase-file", secret / "passphrase"]
        must(cls.program("dayroom-provision"), "keys", "init", "--out", secret / "root.key", "--passphrase-file", secret / "passphrase")
        must(cls.program("dayroom-hub"), "init", "--data", cls.data, "--name", "Test", "--sample", "--sample-residents", "6", "--sample-messages", "20")
        must(cls.program("dayroom-provision"), "hub", "certify", *cls.secret, "--request", cls.data / "hub-key.request", "--out", secret / "hub.certificate")
        must(cls.program("dayroom-hub"), "hub-key", "install", "--data", cls.data, secret / "hub.certificate")
        cls.give(cls.data, HUB_USER)

    @classmethod
    def program(cls, name):
        return cls.root / "usr/bin" / name

    @staticmethod
    def give(folder, user):
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, user, user)

    def start(self, unit, user, *words):
        """The program under its unit's filter, once it has said that it stands. What it prints goes to a file."""
        manager = Manager(self.folder, user)
        self.addCleanup(manager.ear.close)
        log = self.folder / f"{unit}.log"
        with open(log, "w") as file:
            child = subprocess.Popen(
                ["setpriv", "--reuid", str(user), "--regid", str(user), "--clear-groups", "--inh-caps=-all", "--", "/usr/bin/python3", FILTER,
                 self.root / f"usr/lib/systemd/system/{unit}", self.program(words[0]), *map(str, words[1:])],
                stdout=file, stderr=file, env={"NOTIFY_SOCKET": manager.address, "SDL_VIDEODRIVER": "dummy", "PATH": "/usr/bin:/bin"}, cwd="/")
        self.addCleanup(self.end, child)
        pidfd = os.pidfd_open(child.pid)
        self.addCleanup(os.close, pidfd)
        first = select.select([manager.ear, pidfd], [], [], PATIENCE_S)[0]
        self.assertEqual(first, [manager.ear], log.read_text())
        manager.hear("READY=1")
        return child, log

    @staticmethod
    def end(child):
        if child.poll() is None:
            child.terminate()
            try:
                child.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def serve(self):
        child, log = self.start("dayroom-hub.service", HUB_USER, "dayroom-hub", "serve", "--data", self.data, "--listen", "127.0.0.1:0",
                                "--staff-listen", "127.0.0.1:0")
        terminals, staff = re.search(r"^listening terminals (\S+) staff (\S+)$", log.read_text(), re.M).groups()
        return child, terminals, staff

    def is_locked_in(self, child):
        facts = pathlib.Path(f"/proc/{child.pid}/status").read_text()
        filters = int(re.search(r"^Seccomp_filters:\s+(\d+)", facts, re.M)[1])
        return filters > 1  # the unit's, and its own

    def enrolled_terminal(self, hub):
        folder, unit = self.folder / "terminal", re.search(r"^unit (.+)$", (self.data / "sample-residents.txt").read_text(), re.M)[1]
        must(self.program("dayroom-provision"), "token", "create", *self.secret, "--request", self.data / "hub-key.request", "--unit", unit,
             "--name", "kiosk", "--hub", hub, "--out", self.folder / "token")
        folder.mkdir()
        must(self.program("dayroom-provision"), "enroll", "--data", folder / "data", "--token", self.folder / "token")
        (folder / "run").mkdir()
        self.give(folder, AGENT_USER)
        folder.chmod(0o711)
        (folder / "run").chmod(0o711)
        return folder

    def test_the_hub_serves_terminals_and_the_staffs_page_and_ends_when_told(self):
        hub, terminals, staff = self.serve()
        self.assertTrue(self.is_locked_in(hub))
        self.assertIn(f'"landlock_abi":{landlock_abi()}', (self.folder / "dayroom-hub.service.log").read_text().replace(" ", ""))
        trusted = ssl.create_default_context(cafile=self.data / "tls/ca.pem")
        trusted.check_hostname = False
        page = urllib.request.urlopen(f"https://{staff}/console/", context=trusted, timeout=PATIENCE_S).read()
        self.assertEqual(page, (self.root / "usr/share/dayroom/console/index.html").read_bytes())

        folder = self.enrolled_terminal(terminals)
        agent, log = self.start("dayroom-agent.service", AGENT_USER, "dayroom-agent", "--data", folder / "data", "--socket", folder / "run/agent.sock",
                                "--terminal-user", SCREEN_USER)
        self.assertTrue(self.is_locked_in(agent), log.read_text())
        screen, log = self.start("dayroom-terminal.service", SCREEN_USER, "dayroom-terminal", "--windowed", "1280x800", "--socket", folder / "run/agent.sock")
        self.assertTrue(self.is_locked_in(screen))
        # It has found its texts and fonts: else it says so, and shows its last resort. This machine may have no sound.
        self.assertIn(log.read_text(), ["", "dayroom-terminal: nothing is read aloud: there is no sound device\n"])
        for child in [screen, agent, hub]:
            child.terminate()
            self.assertEqual(child.wait(PATIENCE_S), 0)

    def test_a_picture_is_decoded_under_the_filters_of_the_hub_and_of_the_agent(self):
        for unit in ["dayroom-hub.service", "dayroom-agent.service"]:
            child = subprocess.run(["/usr/bin/python3", FILTER, self.root / f"usr/lib/systemd/system/{unit}", self.program("dayroom-photo"), "decode", "8", "8"],
                                   input=PICTURE, capture_output=True)
            self.assertEqual((child.returncode, child.stderr), (0, b""))
            self.assertIn(b"\x10\x20\x30\xff" * 4, child.stdout)

    def test_without_the_calls_of_its_own_sandbox_the_screen_would_not_start(self):
        """The filter is real: the unit that leaves them out is told from the one that does not."""
        unit = self.folder / "closed.service"
        lines = (self.root / "usr/lib/systemd/system/dayroom-terminal.service").read_text().splitlines()
        unit.write_text("\n".join(line for line in lines if not line.startswith("SystemCallFilter=seccomp")))
        done = run("/usr/bin/python3", FILTER, unit, self.program("dayroom-terminal"), "--windowed", "1280x800", "--socket", "nobody",
                   env={"SDL_VIDEODRIVER": "dummy"}, timeout=PATIENCE_S)
        self.assertEqual(done.returncode, 3)
        self.assertIn("system-call filter", done.stderr)


def landlock_abi():
    """What this kernel has; 0 for none. The program sees the same, unless its unit refuses the question."""
    return max(0, ctypes.CDLL(None).syscall(444, None, 0, 1))


def picture():
    """A PNG of 2 by 2 points, all of the colour 16, 32, 48."""
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + b"\x10\x20\x30" * 2) * 2
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


PICTURE = picture()

if __name__ == "__main__":
    skip_without_root("giving user ids")
    unittest.main(argv=sys.argv[:1])
