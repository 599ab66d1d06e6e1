"""What is in the packages: files, owners, modes, settings, versions; and that the same input makes the same bytes."""
import hashlib, io, os, pathlib, re, shutil, subprocess, sys, tarfile, tempfile, unittest

from packages import BUILD, EPOCH, MADE, NAMES, ROOT, field, must, package, run

UNIT, LIB = "usr/lib/systemd/system", "usr/lib"
FILES = {
    "dayroom-hub": ["usr/bin/dayroom-pages", "etc/default/dayroom-hub", "usr/bin/dayroom-hub", f"{UNIT}/dayroom-hub.service", f"{LIB}/sysusers.d/dayroom-hub.conf",
                    f"{LIB}/tmpfiles.d/dayroom-hub.conf", f"{LIB}/sysctl.d/60-dayroom-hub.conf", f"{LIB}/systemd/journald.conf.d/60-dayroom-hub.conf",
                    f"{LIB}/systemd/system.conf.d/60-dayroom-hub.conf"],
    "dayroom-terminal": ["etc/dayroom/dayroom.nft", "usr/bin/dayroom-terminal", "usr/bin/dayroom-agent", "usr/sbin/dayroom-lock-down",
                         f"{UNIT}/dayroom-terminal.service", f"{UNIT}/dayroom-agent.service", f"{UNIT}/nftables.service.d/60-dayroom.conf",
                         f"{LIB}/sysusers.d/dayroom-terminal.conf", f"{LIB}/tmpfiles.d/dayroom-terminal.conf", f"{LIB}/sysctl.d/60-dayroom-terminal.conf",
                         f"{LIB}/systemd/journald.conf.d/60-dayroom-terminal.conf", f"{LIB}/systemd/system.conf.d/60-dayroom-terminal.conf",
                         f"{LIB}/systemd/logind.conf.d/60-dayroom-terminal.conf"],
    "dayroom-provision": ["usr/bin/dayroom-provision", *(f"usr/share/dayroom/image/{path.name}" for path in (ROOT / "scripts/package.d/image").iterdir())],
    "dayroom-photo": ["usr/bin/dayroom-photo"],
}
# Whole folders of the build, by what must be among them.
TREES = {
    "dayroom-hub": {"usr/share/dayroom/console": ["index.html"], "usr/share/dayroom/sample": ["facility.json"]},
    "dayroom-terminal": {"usr/share/dayroom/text": ["en.json", "es.json"], "usr/share/dayroom/fonts": ["lucide.ttf", "codepoints.json"]},
}
SETTINGS = {"dayroom-hub": ["/etc/default/dayroom-hub"], "dayroom-terminal": ["/etc/dayroom/dayroom.nft"]}


def members(deb):
    """Every file and folder of a package, by its path."""
    archive = subprocess.run(["dpkg-deb", "--fsys-tarfile", deb], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        return {member.name.removeprefix("./"): member for member in tar if member.name != "."}


def control_file(deb, name):
    """A file of the package's control part; none when there is none."""
    done = run("dpkg-deb", "--info", deb, name)
    return done.stdout if done.returncode == 0 else ""


def each():
    return [(name, package(name)) for name in NAMES]


class Contents(unittest.TestCase):
    def test_nothing_is_in_them_but_what_is_meant_to_be(self):
        for name, deb in each():
            found = {path for path, member in members(deb).items() if not member.isdir()}
            documents = {f"usr/share/doc/{name}/copyright", f"usr/share/doc/{name}/changelog.gz", f"usr/share/lintian/overrides/{name}"}
            for tree, some in TREES.get(name, {}).items():
                inside = {path for path in found if path.startswith(tree + "/")}
                self.assertLessEqual({f"{tree}/{file}" for file in some}, inside)
                found -= inside
            self.assertEqual(found, documents | set(FILES[name]))

    def test_everything_is_roots_and_nobody_else_may_write_it(self):
        for name, deb in each():
            for path, member in members(deb).items():
                runs = member.isdir() or path.startswith(("usr/bin/", "usr/sbin/"))
                self.assertEqual((member.uid, member.gid, member.mode), (0, 0, 0o755 if runs else 0o644), path)
                self.assertTrue(member.isdir() or member.isreg(), path)
                self.assertEqual(member.mtime, int(EPOCH), path)

    def test_no_file_is_in_two_packages(self):
        owners = {}
        for name, deb in each():
            for path, member in members(deb).items():
                if not member.isdir():
                    self.assertNotIn(path, owners)
                    owners[path] = name

    def test_settings_and_only_they_are_kept_at_an_upgrade(self):
        for name, deb in each():
            self.assertEqual(control_file(deb, "conffiles").split(), SETTINGS.get(name, []))
            self.assertEqual([f"/{path}" for path, member in members(deb).items() if path.startswith("etc/") and member.isreg()], SETTINGS.get(name, []))

    def test_the_version_is_that_of_the_source_tree_and_of_the_programs(self):
        version = re.search(r"^project\(dayroom VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text(), re.M)[1]
        for name, deb in each():
            self.assertEqual(field(deb, "Version"), f"{version}~test")  # programs that a script can drive say so
        for program in ["dayroom-hub", "dayroom-terminal", "dayroom-agent", "dayroom-provision"]:
            self.assertEqual(must(BUILD / "bin" / program, "--version").split()[-1], version)

    def test_they_need_each_other_in_the_same_version_and_what_their_units_start(self):
        version = field(package("dayroom-photo"), "Version")
        needs = {name: field(deb, "Depends").split(", ") for name, deb in each()}
        for name in ["dayroom-hub", "dayroom-terminal"]:
            self.assertIn(f"dayroom-photo (= {version})", needs[name])
        self.assertLessEqual({"cage", "seatd", "nftables", "chrony", "libgl1", f"dayroom-provision (= {version})"}, set(needs["dayroom-terminal"]))
        for name, depends in needs.items():
            self.assertTrue(any(one.startswith("libc6 (>=") for one in depends), name)

    def test_the_maintainer_scripts_are_scripts_with_nothing_left_to_fill_in(self):
        for name, deb in each():
            for script in ["postinst", "prerm", "postrm"]:
                text = control_file(deb, script)
                self.assertEqual(bool(text), name in ("dayroom-hub", "dayroom-terminal"))
                self.assertNotRegex(text, r"@[A-Z]+@")
                self.assertEqual(subprocess.run(["sh", "-n"], input=text, text=True).returncode, 0)

    def test_debians_own_checker_finds_nothing(self):
        if not shutil.which("lintian"):
            self.skipTest("lintian is not installed")
        done = run("lintian", "--allow-root", "--no-cfg", "--fail-on", "error,warning", *(package(name) for name in NAMES))
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)


class Making(unittest.TestCase):
    def test_the_same_input_makes_the_same_bytes_whoever_makes_it_and_where(self):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "tmp").mkdir()
            elsewhere = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "TZ": "Pacific/Auckland", "LC_ALL": "C", "TMPDIR": f"{folder}/tmp"}
            again = pathlib.Path(folder) / "again"
            must("sh", "-c", f'umask 077; exec "{ROOT}/scripts/package" --build "{BUILD}" --out "{again}"', env=elsewhere, cwd="/")
            for name in NAMES:
                one, other = (hashlib.sha256(package(name, where).read_bytes()).hexdigest() for where in (MADE, again))
                self.assertEqual(one, other, name)

    def test_without_programs_it_says_what_to_do_on_one_line(self):
        with tempfile.TemporaryDirectory() as folder:
            done = run(ROOT / "scripts" / "package", "--build", folder, "--out", f"{folder}/out")
            self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (1, "", 1))
            shutil.copy(BUILD / "CMakeCache.txt", folder)
            done = run(ROOT / "scripts" / "package", "--build", folder, "--out", f"{folder}/out")
            self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (1, "", 1))
            self.assertIn("is missing: build it first", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
