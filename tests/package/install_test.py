"""The packages on a machine: installed, looked at by systemd, upgraded, removed, purged. The machine is a folder; dpkg and systemd's tools are real."""
import os, pathlib, re, sys, tempfile, unittest

from packages import NAMES, UNITS, Machine, must, package, run, skip_without_root

WANTS = "etc/systemd/system/multi-user.target.wants"
HUB_DATA, AGENT_DATA = "var/lib/dayroom-hub", "var/lib/dayroom-agent"
WHOM = "etc/dayroom/hub.nft", "etc/systemd/system/dayroom-agent.service.d/hub.conf"


def next_version(folder):
    """The hub's package as a later version would be: with another default setting."""
    tree = pathlib.Path(folder) / "tree"
    must("dpkg-deb", "--raw-extract", package("dayroom-hub"), tree)
    control = tree / "DEBIAN" / "control"
    control.write_text(re.sub(r"^Version: .*$", "Version: 9", control.read_text(), flags=re.M))
    with open(tree / "etc/default/dayroom-hub", "a") as settings:
        settings.write("# something new\n")
    must("dpkg-deb", "--root-owner-group", "-Znone", "--build", tree, f"{folder}/dayroom-hub_9_all.deb")
    return pathlib.Path(folder)


class Installed(unittest.TestCase):
    """Each test has a copy of one machine on which all packages were just installed."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.installed = Machine(folder.name)
        cls.before = cls.installed.files()
        cls.installed.install()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.machine = Machine(self.folder, like=self.installed)
        self.root = self.machine.root

    def write(self, path, text="something\n"):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text)

    def left(self):
        """What the packages have left behind: not the users, which own what stays, and not what was there before."""
        users = {"etc/passwd", "etc/group", "etc/shadow", "etc/gshadow"}
        return {path for path, content in self.machine.files().items() if self.before.get(path) != content} - users

    # ------------------------------------------------------------------------------------------------ first installation
    def test_users_cannot_sign_in_and_own_their_data_alone(self):
        for name, data in {"dayroom-hub": HUB_DATA, "dayroom-agent": AGENT_DATA, "dayroom-terminal": None}.items():
            uid, gid, home, shell = self.machine.user(name)
            self.assertTrue(0 < uid < 1000, name)
            self.assertEqual(shell, "/usr/sbin/nologin")
            if data:
                self.assertEqual(home, f"/{data}")
                facts = (self.root / data).stat()
                self.assertEqual((facts.st_uid, facts.st_gid, facts.st_mode & 0o7777), (uid, gid, 0o700))

    def test_systemd_finds_no_fault_with_the_units(self):
        self.write("usr/bin/cage", "the compositor's package is not on this machine\n")
        (self.root / "usr/bin/cage").chmod(0o755)
        for unit in UNITS:
            done = run("systemd-analyze", "verify", f"--root={self.root}", "--man=no", "--recursive-errors=no", unit)
            self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))

    def test_the_units_are_as_hardened_as_they_are_meant_to_be(self):
        for unit, most in UNITS.items():
            must("systemd-analyze", "security", "--no-pager", "--offline=true", f"--root={self.root}", f"--threshold={most}", unit)

    def test_the_hub_starts_by_itself_and_a_terminal_only_when_it_is_locked_down(self):
        self.assertTrue((self.root / WANTS / "dayroom-hub.service").is_symlink())
        self.assertFalse((self.root / WANTS / "dayroom-agent.service").exists())
        self.assertFalse((self.root / WANTS / "dayroom-terminal.service").exists())

    def test_logs_are_bounded_and_no_memory_is_left_behind(self):
        journal = must("systemd-analyze", f"--root={self.root}", "cat-config", "systemd/journald.conf")
        for bound in ["SystemMaxUse=200M", "SystemMaxUse=2G", "RuntimeMaxUse=", "MaxRetentionSec=", "RateLimitBurst="]:
            self.assertIn(bound, journal)
        manager = must("systemd-analyze", f"--root={self.root}", "cat-config", "systemd/system.conf")
        for line in ["DefaultLimitCORE=0", "DumpCore=no", "CtrlAltDelBurstAction=none", "RuntimeWatchdogSec="]:
            self.assertIn(line, manager)
        self.assertIn("NAutoVTs=0", must("systemd-analyze", f"--root={self.root}", "cat-config", "systemd/logind.conf"))
        for name in ["terminal", "hub"]:
            self.assertIn("kernel.core_pattern = |/bin/false", (self.root / f"usr/lib/sysctl.d/60-dayroom-{name}.conf").read_text())

    def test_the_terminals_rules_take_the_place_of_the_machines(self):
        lines = (self.root / "usr/lib/systemd/system/nftables.service.d/60-dayroom.conf").read_text().splitlines()
        for key in ["ExecStart", "ExecReload"]:
            self.assertEqual([line for line in lines if line.startswith(key)], [f"{key}=", f"{key}=/usr/sbin/nft -f /etc/dayroom/dayroom.nft"])
        self.assertEqual([line for line in lines if line.startswith("ExecStop")], ["ExecStop="])  # Debian's opens everything

    def test_what_is_installed_twice_is_as_after_once(self):
        once = self.machine.files()
        for name in ["dayroom-hub", "dayroom-terminal"]:
            script = self.root / f"var/lib/dpkg/info/{name}.postinst"
            for how in [["configure", ""], ["configure", "0.0.1"], ["abort-remove"], ["triggered"]]:
                must("sh", "-e", script, *how, env={**os.environ, "DPKG_ROOT": str(self.root)})
        self.machine.install()
        self.assertEqual(self.machine.files(), once)

    # ------------------------------------------------------------------------------------------------ locking down
    def lock_down(self):
        must("sh", self.root / "usr/sbin/dayroom-lock-down", "--root", self.root)
        return self.machine.files()

    def test_locked_down_nobody_signs_in_and_the_screen_starts_by_itself(self):
        self.write("usr/lib/systemd/system/seatd.service", "[Service]\nExecStart=/usr/bin/seatd\n[Install]\nWantedBy=multi-user.target\n")
        once = self.lock_down()
        for unit in ["getty@", "autovt@", "serial-getty@", "console-getty", "debug-shell", "emergency", "rescue"]:
            self.assertEqual(once.get(f"etc/systemd/system/{unit}.service"), "/dev/null")
        self.assertEqual(once["etc/systemd/system/ctrl-alt-del.target"], "/dev/null")
        for unit in ["dayroom-agent", "dayroom-terminal", "seatd"]:
            self.assertIn(f"{WANTS}/{unit}.service", once)
        self.assertIn("etc/systemd/system/sysinit.target.wants/nftables.service", once)
        root = [line for line in (self.root / "etc/shadow").read_text().splitlines() if line.startswith("root:")]
        self.assertTrue(root[0].split(":")[1].startswith("!"), root)
        self.assertEqual(self.lock_down(), once)

    def test_a_wrong_command_line_changes_nothing(self):
        done = run("sh", self.root / "usr/sbin/dayroom-lock-down", "--undo")
        self.assertEqual((done.returncode, done.stderr.count("\n")), (2, 1))

    # ------------------------------------------------------------------------------------------------ upgrade, removal, purge
    def test_an_upgrade_keeps_what_was_set_and_what_was_turned_off(self):
        self.write("etc/default/dayroom-hub", "LISTEN=10.1.2.3:8443\nSTAFF_LISTEN=10.1.2.3:8444\n")
        self.write(f"{HUB_DATA}/hub.db", "the books")
        must("systemctl", f"--root={self.root}", "disable", "dayroom-hub.service")
        self.machine.install(next_version(self.folder), ["dayroom-hub"])
        self.assertIn("\nVersion: 9\n", (self.root / "var/lib/dpkg/status").read_text())
        self.assertIn("LISTEN=10.1.2.3:8443\n", (self.root / "etc/default/dayroom-hub").read_text())
        self.assertIn("# something new\n", (self.root / "etc/default/dayroom-hub.dpkg-dist").read_text())
        self.assertEqual((self.root / HUB_DATA / "hub.db").read_text(), "the books")
        self.assertFalse((self.root / WANTS / "dayroom-hub.service").is_symlink())

    def test_an_upgrade_brings_the_new_setting_where_nobody_had_changed_it(self):
        self.machine.install(next_version(self.folder), ["dayroom-hub"])
        self.assertIn("# something new\n", (self.root / "etc/default/dayroom-hub").read_text())
        self.assertTrue((self.root / WANTS / "dayroom-hub.service").is_symlink())

    def test_removed_they_leave_settings_and_data(self):
        for path in [f"{HUB_DATA}/hub.db", f"{AGENT_DATA}/device.db", *WHOM]:
            self.write(path)
        self.machine.dpkg("--remove", *NAMES)
        settings = {"etc/default/dayroom-hub", "etc/dayroom/dayroom.nft", f"{WANTS}/dayroom-hub.service"}
        self.assertEqual(self.left(), settings | {f"{HUB_DATA}/hub.db", f"{AGENT_DATA}/device.db", *WHOM})

    def test_purged_they_leave_the_data_and_say_so(self):
        for path in [f"{HUB_DATA}/hub.db", f"{AGENT_DATA}/device.db", *WHOM]:
            self.write(path)
        self.machine.dpkg("--purge", *NAMES)
        self.assertEqual(self.left(), {f"{HUB_DATA}/hub.db", f"{AGENT_DATA}/device.db"})
        uid = self.machine.user("dayroom-agent")[0]
        self.assertEqual((self.root / AGENT_DATA).stat().st_uid, uid)

    def test_purged_where_nothing_was_ever_kept_they_leave_nothing(self):
        self.machine.dpkg("--purge", *NAMES)
        self.assertEqual(self.left(), set())
        for folder in [HUB_DATA, AGENT_DATA, "etc/dayroom", "usr/share/dayroom"]:
            self.assertFalse((self.root / folder).exists(), folder)

    def test_a_purge_after_a_removal_and_a_second_one_do_no_harm(self):
        self.write(f"{HUB_DATA}/hub.db", "the books")
        self.machine.dpkg("--remove", *NAMES)
        self.machine.dpkg("--purge", *NAMES)
        must("sh", "-e", "-c", f"set -- purge; . {self.purge_script()}", env={**os.environ, "DPKG_ROOT": str(self.root)})
        self.assertEqual((self.root / HUB_DATA / "hub.db").read_text(), "the books")

    def purge_script(self):
        script = self.folder / "postrm"
        script.write_text(must("dpkg-deb", "--info", package("dayroom-hub"), "postrm"))
        return script


if __name__ == "__main__":
    skip_without_root("installing packages")
    unittest.main(argv=sys.argv[:1])
