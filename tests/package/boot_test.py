"""The units under a systemd that runs: the packages are installed on a machine in namespaces, as docs/operations/packages.md says, and hub and agent
start with everything that their units take away. Where such a machine cannot be made, it counts as skipped."""
import os, pathlib, shutil, signal, socket, subprocess, sys, tempfile, unittest

from packages import NAMES, must, package, run, skip_without_root

HERE = pathlib.Path(__file__).resolve().parent
PATIENCE_S = 90
PREPARE = "useradd --system --no-create-home _chrony"  # what the package chrony would make, which the rules name
INSTALL = "dpkg --force-depends --force-unsafe-io --install /media/stick/*.deb"
HUB = """
cd /media/stick
echo "correct horse battery staple" >passphrase
secret="--root root.key --passphrase-file passphrase"
dayroom-provision keys init --out root.key --passphrase-file passphrase
runuser -u dayroom-hub -- dayroom-hub init --data /var/lib/dayroom-hub --name Test --unit A
dayroom-provision hub certify $secret --request /var/lib/dayroom-hub/hub-key.request --out hub.certificate
install -m 644 hub.certificate /run/hub.certificate
runuser -u dayroom-hub -- dayroom-hub hub-key install --data /var/lib/dayroom-hub /run/hub.certificate
dayroom-provision token create $secret --request /var/lib/dayroom-hub/hub-key.request --unit A --name kiosk --hub 127.0.0.1:8443 --out token
systemctl start dayroom-hub
"""
TERMINAL = """
dayroom-provision network --token /media/stick/token
systemctl daemon-reload
systemctl restart nftables
install -m 600 -o dayroom-agent /media/stick/token /run/dayroom-token
runuser -u dayroom-agent -- dayroom-provision enroll --data /var/lib/dayroom-agent --token /run/dayroom-token
systemctl start dayroom-agent
grep --max-count=1 --quiet '"event":"online"' < <(journalctl --unit dayroom-agent --follow --lines=all 2>/dev/null)
"""


def systemd_hierarchies():
    """Where the control groups are mounted that systemd keeps its units in: version 2, and beside it, on older machines, one by its name."""
    for line in pathlib.Path("/proc/self/mounts").read_text().splitlines():
        _, where, kind, options, *_ = line.split()
        if kind == "cgroup2" or (kind == "cgroup" and "name=systemd" in options.split(",")):
            yield where


class Machine:
    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        for name in ["memory", "machine", "inside"]:
            (self.folder / name).mkdir()
        for name in NAMES:
            shutil.copy(package(name), self.folder / "inside")
        self.ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.ear.bind(str(self.folder / "notify"))
        self.log = open(self.folder / "log", "w+")
        # Units are control groups: those of this machine must be none of the real one's, whose unit names may be the same.
        self.groups = [pathlib.Path(mount) / f"dayroom-package-test-{os.getpid()}" for mount in systemd_hierarchies()]
        enter = "".join(f"mkdir '{group}'; echo $$ >'{group}/cgroup.procs'; " for group in self.groups) + 'exec "$@"'
        apart = ["unshare", "--pid", "--fork", "--kill-child", "--mount", "--cgroup", "--uts", "--ipc", "--net"]
        self.outer = subprocess.Popen(["sh", "-ec", enter, "enter", *apart, HERE / "machine.sh", self.folder, self.folder / "notify"],
                                      stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL)

    def has_started(self):
        """False when it could not be made: what it said is in the log."""
        while self.outer.poll() is None:
            self.ear.settimeout(1)
            try:
                if "READY=1" in self.ear.recv(4096).decode().splitlines():
                    return True
            except TimeoutError:
                continue  # whether it has ended in the meantime
        return False

    def said(self):
        return (self.folder / "log").read_text().strip()

    def first(self):
        """Its first process, by the number that it has out here; none when there is no machine."""
        children = pathlib.Path(f"/proc/{self.outer.pid}/task/{self.outer.pid}/children")
        return int(children.read_text().split()[0]) if self.outer.poll() is None and children.read_text() else None

    def inside(self, script):
        return run("nsenter", "--all", "--root", "--wd", "--target", self.first(), "--", "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive",
                   "bash", "-euo", "pipefail", "-c", script, timeout=PATIENCE_S)

    def end(self):
        if self.outer.poll() is None:
            os.kill(self.first() or self.outer.pid, signal.SIGKILL)  # with the first process everything goes; unshare waits for that
        self.outer.wait()
        for group in self.groups:
            for folder in sorted((path for path in group.rglob("*") if path.is_dir()), reverse=True):
                folder.rmdir()
            if group.exists():
                group.rmdir()
        self.ear.close()
        self.log.close()
        shutil.rmtree(self.folder)


class Booted(unittest.TestCase):
    def do(self, script):
        done = machine.inside(script)
        units = "" if done.returncode == 0 else machine.inside("systemctl status --no-pager --lines=20 'dayroom-*' nftables || true").stdout
        self.assertEqual(done.returncode, 0, f"{done.stdout}{done.stderr}{units}")
        return done.stdout

    def facts(self, unit, *names):
        lines = self.do(f"systemctl show {unit} " + " ".join(f"--property={name}" for name in names)).splitlines()
        return dict(line.split("=", 1) for line in lines)

    def test_from_bare_machine_to_a_terminal_that_is_online_and_back(self):
        self.do(PREPARE)
        self.do(INSTALL)
        self.assertEqual(self.facts("dayroom-hub", "ActiveState", "ConditionResult"), {"ActiveState": "inactive", "ConditionResult": "no"})
        self.assertEqual(self.facts("dayroom-agent", "ActiveState", "UnitFileState"), {"ActiveState": "inactive", "UnitFileState": "disabled"})
        self.do(HUB)
        self.do(TERMINAL)
        for unit in ["dayroom-hub", "dayroom-agent"]:
            self.assertEqual(self.facts(unit, "ActiveState", "NRestarts"), {"ActiveState": "active", "NRestarts": "0"})
            self.assertRegex(self.do(f"journalctl --unit {unit} --output=cat"), r"landlock[_ ]abi\W+\d")

        self.do("systemctl kill --kill-who=main --signal=KILL dayroom-hub")
        self.do("""grep --max-count=2 '"event":"started"' < <(journalctl --unit dayroom-hub --follow --lines=all 2>/dev/null); systemctl start dayroom-hub""")
        self.assertEqual(self.facts("dayroom-hub", "ActiveState", "NRestarts"), {"ActiveState": "active", "NRestarts": "1"})
        self.do("dpkg --force-unsafe-io --install /media/stick/dayroom-hub_*.deb && systemctl is-active dayroom-hub")
        self.do("dpkg --purge dayroom-hub dayroom-terminal dayroom-provision dayroom-photo")
        self.assertEqual(self.do("ls /var/lib/dayroom-hub/hub.db /var/lib/dayroom-agent/store.key; systemctl is-active dayroom-hub dayroom-agent || true").splitlines(),
                         ["/var/lib/dayroom-agent/store.key", "/var/lib/dayroom-hub/hub.db", "inactive", "inactive"])


if __name__ == "__main__":
    skip_without_root("a machine in namespaces")
    machine = Machine()
    try:
        if machine.has_started():
            unittest.main(argv=sys.argv[:1])
        print(f"SKIPPED: no machine in namespaces here: {machine.said()}")
    finally:
        machine.end()
