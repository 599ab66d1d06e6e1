"""What the tests of the packages share: the packages that ctest had made from this build, and a root to install them into.

Every test program is called with the folder of the packages and the build folder.
"""
import hashlib, os, pathlib, shutil, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMES = ["dayroom-hub", "dayroom-photo", "dayroom-provision", "dayroom-terminal"]
MADE, BUILD = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
EPOCH = "1767225600"  # what ctest makes them with
COPIES = {"etc/passwd-", "etc/group-", "etc/shadow-", "etc/gshadow-", "etc/.pwd.lock"}
UNITS = {"dayroom-terminal.service": 10, "dayroom-agent.service": 12, "dayroom-hub.service": 12}  # systemd's score times ten, at most


def run(*words, **more):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, **more)


def must(*words, **more):
    done = run(*words, **more)
    assert done.returncode == 0, f"{' '.join(map(str, words))}: {done.stdout}{done.stderr}"
    return done.stdout


def package(name, folder=MADE):
    found = list(folder.glob(f"{name}_*.deb"))
    assert len(found) == 1, f"one {name} in {folder}: {found}"
    return found[0]


def field(deb, name):
    return must("dpkg-deb", "--field", deb, name).strip()


def skip_without_root(what):
    """A test that cannot run here says so, and counts as skipped."""
    if os.geteuid() != 0:
        print(f"SKIPPED: {what} takes root")
        sys.exit(0)


class Machine:
    """A folder that is laid out as a Debian 12 machine with nothing on it but systemd's units, and dpkg's view of it."""

    def __init__(self, folder, like=None):
        """`like`: a copy of that machine, as it is."""
        self.root = pathlib.Path(folder) / "root"
        if like:
            must("cp", "--archive", like.root, self.root)
            return
        for path in ["usr/bin", "usr/sbin", "usr/lib/systemd", "usr/lib64", "etc", "var/lib/dpkg/info", "var/lib/dpkg/updates", "run"]:
            (self.root / path).mkdir(parents=True)
        for path in ["bin", "sbin", "lib", "lib64"]:
            (self.root / path).symlink_to(f"usr/{path}")
        (self.root / "var/lib/dpkg/status").touch()
        shutil.copy("/usr/share/base-passwd/passwd.master", self.root / "etc/passwd")
        shutil.copy("/usr/share/base-passwd/group.master", self.root / "etc/group")
        (self.root / "etc/shadow").write_text("root:*:20000:0:99999:7:::\n")
        shutil.copytree("/usr/lib/systemd/system", self.root / "usr/lib/systemd/system", symlinks=True)
        for path in [self.root.parent, self.root, *self.root.rglob("*")]:
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)

    def dpkg(self, *words):
        """The maintainer scripts run here, on this root: what else they need of a machine is not in it."""
        return must("dpkg", f"--root={self.root}", "--force-script-chrootless", "--force-depends", "--force-confold", "--force-unsafe-io", *words,
                    env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})

    def install(self, folder=MADE, names=NAMES):
        return self.dpkg("--install", *(package(name, folder) for name in names))

    def user(self, name):
        """User and group id, home, shell."""
        for line in (self.root / "etc/passwd").read_text().splitlines():
            words = line.split(":")
            if words[0] == name:
                return int(words[2]), int(words[3]), words[5], words[6]
        raise AssertionError(f"no user {name}")

    def files(self):
        """All that is not a folder: where a link leads, what a file holds (hashed). Not what dpkg and Debian's helpers keep for themselves, and not
        the copies that are made of the lists of users."""
        found = {}
        for path in self.root.rglob("*"):
            name = str(path.relative_to(self.root))
            own = name.startswith(("var/lib/dpkg/", "var/lib/systemd/deb-systemd-helper")) or name in COPIES
            if own or (path.is_dir() and not path.is_symlink()):
                continue
            found[name] = os.readlink(path) if path.is_symlink() else hashlib.sha256(path.read_bytes()).hexdigest()
        return found
