"""The service units say what the programs and docs/features/sandbox.md rely on; systemd's own score says the rest."""
import pathlib, re, shlex, shutil, subprocess, sys, tempfile, unittest

PACKAGE = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "package.d"
NAMES = ["dayroom-terminal", "dayroom-agent", "dayroom-hub"]


def read(name):
    """Every value of every key, in order; an empty value takes back what was said before, as systemd has it."""
    values = {}
    for line in (PACKAGE / "systemd" / f"{name}.service").read_text().splitlines():
        if not line or line[0] in "#[":
            continue
        key, value = line.split("=", 1)
        values.setdefault(key, []).append(value)
    return values


def one(unit, key):
    assert len(unit.get(key, [])) == 1, f"{key} is said once"
    return unit[key][0]


def words(unit, key):
    return [word for value in unit.get(key, []) for word in value.split()]


def complaints(unit_name, drop_in=""):
    """What systemd finds wrong with the lines of a unit and of a drop-in."""
    with tempfile.TemporaryDirectory() as folder:
        unit = pathlib.Path(folder) / f"{unit_name}.service"
        shutil.copy(PACKAGE / "systemd" / unit.name, unit)
        if drop_in:
            beside = pathlib.Path(f"{unit}.d")
            beside.mkdir()
            (beside / "hub.conf").write_text(drop_in)
        said = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True).stderr
        return [line for line in said.splitlines() if re.search(r"\.(service|conf):\d+:", line)]


class Units(unittest.TestCase):
    def setUp(self):
        self.units = {name: read(name) for name in NAMES}

    def test_a_crash_or_a_hang_ends_in_a_new_start_within_two_seconds_however_often(self):
        for name, unit in self.units.items():
            with self.subTest(name):
                self.assertEqual(one(unit, "Restart"), "always")
                self.assertLessEqual(float(one(unit, "RestartSec")), 1)
                self.assertEqual(one(unit, "StartLimitIntervalSec"), "0")
                self.assertGreater(float(one(unit, "WatchdogSec")), 0)

    def test_the_program_that_tells_the_service_manager_is_one_that_it_believes(self):
        for name, unit in self.units.items():
            with self.subTest(name):
                self.assertEqual(one(unit, "Type"), "notify")
                is_main = shlex.split(one(unit, "ExecStart"))[0] == f"/usr/bin/{name}"
                self.assertEqual(unit.get("NotifyAccess", ["main"]), ["main"] if is_main else ["all"])

    def test_the_screen_reaches_sound_and_no_other_device(self):
        unit = self.units["dayroom-terminal"]
        self.assertEqual(one(unit, "PrivateDevices"), "yes")
        self.assertEqual(one(unit, "DevicePolicy"), "closed")
        self.assertEqual(unit["DeviceAllow"], ["char-alsa rw"])
        self.assertEqual(unit["BindPaths"], ["-/dev/snd"])  # not there: a terminal without sound
        self.assertIn("audio", words(unit, "SupplementaryGroups"))
        self.assertIn("SDL_AUDIODRIVER=alsa", words(unit, "Environment"))
        self.assertNotIn("DeviceAllow", self.units["dayroom-hub"])

    def test_each_has_a_user_of_its_own_that_the_package_makes(self):
        made = [line.split()[1] for file in (PACKAGE / "sysusers.d").iterdir() for line in file.read_text().splitlines() if line.startswith("u ")]
        users = [one(unit, "User") for unit in self.units.values()]
        self.assertEqual(len(set(users)), len(users))
        self.assertLessEqual(set(users), set(made))

    def test_none_can_gain_rights_or_leave_its_memory_behind(self):
        for name, unit in self.units.items():
            with self.subTest(name):
                self.assertEqual(one(unit, "NoNewPrivileges"), "yes")
                self.assertEqual(unit["CapabilityBoundingSet"], [""])
                self.assertEqual(unit["AmbientCapabilities"], [""])
                self.assertEqual(one(unit, "LimitCORE"), "0")

    def test_the_agent_reaches_the_tpm_and_no_other_device(self):
        unit = self.units["dayroom-agent"]
        self.assertEqual(one(unit, "PrivateDevices"), "yes")
        self.assertEqual(one(unit, "DevicePolicy"), "closed")
        self.assertEqual(unit["DeviceAllow"], ["/dev/tpmrm0 rw"])
        self.assertEqual(unit["BindPaths"], ["-/dev/tpmrm0"])  # not there: a terminal without TPM
        groups = (PACKAGE / "sysusers.d" / "dayroom-terminal.conf").read_text().splitlines()
        self.assertIn("m dayroom-agent tss", groups)

    def test_the_agent_looks_for_sticks_in_a_folder_that_is_there_and_that_it_cannot_change_itself(self):
        unit = self.units["dayroom-agent"]
        command = shlex.split(one(unit, "ExecStart"))
        media = command[command.index("--technician-media") + 1]
        self.assertEqual(words(unit, "ReadWritePaths"), ["-" + media])
        made = (PACKAGE / "tmpfiles.d" / "dayroom-terminal.conf").read_text().splitlines()
        self.assertIn(f"d {media} 0755 root root -", made)

    def test_only_the_programs_themselves_may_be_started(self):
        for name, unit in self.units.items():
            with self.subTest(name):
                self.assertEqual(one(unit, "NoExecPaths"), "/")
                programs = {path for path in words(unit, "ExecPaths") if not path.startswith("/usr/lib") and not path.startswith("/lib")}
                started = {word for word in shlex.split(one(unit, "ExecStart")) if word.startswith("/usr/bin/")}
                decoders = {"dayroom-terminal": set(), "dayroom-hub": {"/usr/bin/dayroom-photo", "/usr/bin/dayroom-pages"}}
                self.assertEqual(programs, started | decoders.get(name, {"/usr/bin/dayroom-photo"}))

    def test_the_screen_has_no_network_and_no_way_to_the_agents_files(self):
        screen, agent = self.units["dayroom-terminal"], self.units["dayroom-agent"]
        self.assertEqual(one(screen, "IPAddressDeny"), "any")
        self.assertNotIn("IPAddressAllow", screen)
        self.assertLessEqual(set(words(screen, "RestrictAddressFamilies")), {"AF_UNIX", "AF_NETLINK"})
        self.assertEqual(one(agent, "StateDirectoryMode"), "0700")
        self.assertIn("-/var/lib/" + one(agent, "StateDirectory"), words(screen, "InaccessiblePaths"))
        self.assertIn("--terminal-user " + one(screen, "User"), one(agent, "ExecStart"))

    def test_the_agent_reaches_nobody_but_whom_a_drop_in_names(self):
        self.assertEqual(one(self.units["dayroom-agent"], "IPAddressDeny"), "any")
        self.assertNotIn("IPAddressAllow", self.units["dayroom-agent"])

    def test_systemd_understands_every_line(self):
        for name in NAMES:
            self.assertEqual(complaints(name), [])
        self.assertEqual(complaints("dayroom-agent", "[Service]\nIPAddressAllow=fd00::17\n"), [])
        self.assertEqual(len(complaints("dayroom-agent", "[Service]\nIPAddressAllow=nonsense\nIPAdressAllow=10.1.2.3\n")), 2)

    def test_the_compositor_may_not_switch_to_a_console(self):
        command = shlex.split(one(self.units["dayroom-terminal"], "ExecStart"))
        self.assertNotIn("-s", command[:command.index("--")])
        self.assertNotIn("--windowed", command)
        sysctl = (PACKAGE / "sysctl.d" / "60-dayroom-terminal.conf").read_text()
        self.assertIn("kernel.sysrq = 0", sysctl)
        self.assertIn("fs.suid_dumpable = 0", sysctl)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
