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
journalctl --unit dayroom-agent --follow --lines=all | grep --max-count=1 --quiet '"event":"online"'
"""


class Machine:
    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        for name in ["memory", "machine", "inside"]:
            (self.folder / name).mkdir()
        for name in NAMES:
            shutil.copy(package(name), self.folder / "inside")
        self.ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.ear.bind(str(self.folder / "notify"))
        self.ear.settimeout(PATIENCE_S)
        self.log = open(self.folder / "log", "w+")
        self.outer = subprocess.Popen(["unshare", "--pid", "--fork", "--kill-child", "--mount", "--cgroup", "--uts", "--ipc", "--net", HERE / "machine.sh", self.folder,
                                       self.folder / "notify"], stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL)

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

    def inside(self, script):
        first = pathlib.Path(f"/proc/{self.outer.pid}/task/{self.outer.pid}/children").read_text().split()[0]
        return run("nsenter", "--all", "--root", "--wd", "--target", first, "--", "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive",
                   "bash", "-euo", "pipefail", "-c", script, timeout=PATIENCE_S)

    def end(self):
        self.outer.send_signal(signal.SIGKILL)  # the machine's first process, and with it everything, goes too
        self.outer.wait()
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
        self.do("journalctl --unit dayroom-hub --follow --lines=all | grep --max-count=2 --quiet '\"event\":\"started\"' && systemctl is-active --quiet dayroom-hub "
                "|| systemctl start dayroom-hub")
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
