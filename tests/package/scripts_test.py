"""scripts/setup for every kind of user, and the counts of scripts/test: on copies, without touching the machine."""
import os, pathlib, shutil, subprocess, sys, tempfile, unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOBODY = "64003"  # an unprivileged user id; as any other user than root we are unprivileged already


def unprivileged():
    return ["/usr/bin/setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--"] if os.geteuid() == 0 else []


class Copy(unittest.TestCase):
    """A tree of its own, and a folder of programs that only note how they were called."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = pathlib.Path(folder.name)
        self.tree.chmod(0o755)
        (self.tree / "scripts").mkdir()
        self.stubs = self.tree / "stubs"
        self.stubs.mkdir()
        self.notes = self.tree / "notes"
        self.notes.touch()
        self.notes.chmod(0o666)

    def stub(self, name, then="exit 0"):
        path = self.stubs / name
        path.write_text(f'#!/bin/sh\necho "{name} $*" >>{self.notes}\n{then}\n')
        path.chmod(0o755)

    def noted(self):
        return self.notes.read_text().splitlines()

    def run_script(self, name, *options, prefix=(), path=None):
        environment = {"PATH": path or f"{self.stubs}:{os.environ['PATH']}", "HOME": str(self.tree)}
        return subprocess.run([*prefix, self.tree / "scripts" / name, *options], env=environment, capture_output=True, text=True)


class Setup(Copy):
    def setUp(self):
        super().setUp()
        shutil.copy(ROOT / "scripts" / "setup", self.tree / "scripts")
        shutil.copytree(ROOT / "scripts" / "npm", self.tree / "scripts" / "npm")
        self.want("bash coreutils")
        (self.tree / "build" / "deps").mkdir(parents=True)
        lock = subprocess.run(["sha256sum", ROOT / "scripts" / "npm" / "package-lock.json"], capture_output=True, text=True, check=True)
        (self.tree / "build" / "deps" / "stamp").write_text(lock.stdout.split()[0] + "\n")
        self.stub("apt-get")
        self.stub("npm")

    def want(self, packages):
        (self.tree / "scripts" / "packages.txt").write_text(f"# what is needed\n{packages}\n")

    def path_without_sudo(self):
        """The programs that the script needs, and no sudo."""
        tools = self.tree / "tools"
        tools.mkdir()
        for tool in ["bash", "env", "sed", "dpkg-query", "awk", "sort", "comm", "tr", "id", "sha256sum", "cut", "cat", "dirname", "mkdir", "cp"]:
            (tools / tool).symlink_to(shutil.which(tool))
        return f"{self.stubs}:{tools}"

    def test_with_nothing_to_do_it_needs_neither_root_nor_sudo(self):
        done = self.run_script("setup", prefix=unprivileged(), path=self.path_without_sudo())
        self.assertEqual((done.returncode, done.stdout), (0, "setup: ready\n"), done.stderr)
        self.assertEqual(self.noted(), [])

    def test_without_root_it_installs_by_sudo_what_is_missing_and_only_that(self):
        self.want("bash no-such-package-of-ours")
        self.stub("sudo", 'exec "$@"')
        done = self.run_script("setup", prefix=unprivileged())
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("setup: installing no-such-package-of-ours\n", done.stdout)
        asked = [line for line in self.noted() if line.startswith("sudo ")]
        self.assertEqual(len(asked), 2)
        install = [line for line in self.noted() if line.startswith("apt-get install")]
        self.assertEqual(len(install), 1)
        self.assertEqual(install[0].split()[-1], "no-such-package-of-ours")
        self.assertNotIn("bash", install[0].split())

    def test_without_root_and_sudo_it_says_what_root_must_run(self):
        self.want("no-such-package-of-ours")
        done = self.run_script("setup", prefix=unprivileged(), path=self.path_without_sudo())
        self.assertEqual(done.returncode, 1)
        self.assertIn("as root run: apt-get install --no-install-recommends no-such-package-of-ours", done.stderr)
        self.assertNotIn("ready", done.stdout)
        self.assertEqual(self.noted(), [])

    def test_a_person_who_may_not_use_sudo_is_not_told_that_all_is_ready(self):
        self.want("no-such-package-of-ours")
        self.stub("sudo", "exit 1")
        done = self.run_script("setup", prefix=unprivileged())
        self.assertNotEqual(done.returncode, 0)
        self.assertNotIn("ready", done.stdout)
        self.assertEqual([line for line in self.noted() if line.startswith("apt-get")], [])

    @unittest.skipUnless(os.geteuid() == 0, "takes root")
    def test_root_installs_without_sudo(self):
        self.want("no-such-package-of-ours")
        self.stub("sudo", "exit 1")
        done = self.run_script("setup")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([line.split()[:2] for line in self.noted()], [["apt-get", "update"], ["apt-get", "install"]])

    def test_pinned_sources_are_fetched_when_their_list_has_changed(self):
        shutil.rmtree(self.tree / "build")
        for _ in range(2):
            done = self.run_script("setup")
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([line.split()[:2] for line in self.noted()], [["npm", "ci"]])


class Counts(Copy):
    """The real ctest on tests of our own; what sets up and builds is left out."""

    def setUp(self):
        super().setUp()
        shutil.copy(ROOT / "scripts" / "test", self.tree / "scripts")
        setup = self.tree / "scripts" / "setup"
        setup.write_text("#!/bin/sh\n")
        setup.chmod(0o755)
        self.stub("cmake")
        (self.tree / "build" / "release").mkdir(parents=True)

    def write_tests(self, lines):
        (self.tree / "build" / "release" / "CTestTestfile.cmake").write_text(lines)

    def last_line(self, *options):
        done = self.run_script("test", "--quick", *options)
        return done.returncode, done.stdout.splitlines()[-1]

    def test_each_kind_is_counted_once(self):
        self.write_tests(
            'add_test(good "/bin/true")\nadd_test(fine "/bin/true")\nadd_test(bad "/bin/false")\nadd_test(gone "/nonexistent/program")\n'
            'add_test(cannot "/bin/echo" "SKIPPED: not here")\nset_tests_properties(cannot PROPERTIES SKIP_REGULAR_EXPRESSION SKIPPED:)\n'
            'add_test(off "/bin/true")\nset_tests_properties(off PROPERTIES DISABLED TRUE)\n')
        self.assertEqual(self.last_line(), (1, "2 passed, 2 failed, 2 skipped"))
        self.assertEqual(self.last_line("good|cannot"), (0, "1 passed, 0 failed, 1 skipped"))

    def test_a_run_that_does_not_come_to_its_end_is_a_failure(self):
        self.write_tests('add_test(good "/bin/true")\n')
        self.stub("ctest", "echo 'CMake Error: something broke'; exit 1")
        self.assertEqual(self.last_line(), (1, "0 passed, 1 failed, 0 skipped"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
