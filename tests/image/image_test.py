"""The image of a terminal, made as docs/operations/image.md says and started in QEMU: it joins its hub and shows the sign-in screen, no key gets out of
it, and it comes back after a power cut, after an update that does not start, and not at all when its root was changed.

image_test.py PACKAGES BUILD FOLDER: the packages, the build folder whose hub is called, and where pictures, logs and the image stay. An image that is
already in FOLDER/image is taken as it is. Exit codes: 0 all held, 1 something did not, or nothing could be tried (standard error says which).
Takes root, the packages of scripts/packages-image.txt, and half an hour.
"""
import os, pathlib, struct, subprocess, sys, tempfile, time, unittest

from machine import Disk, Machine, must

PACKAGES, BUILD, FOLDER = (pathlib.Path(word).resolve() for word in sys.argv[1:4])
ROOT = pathlib.Path(__file__).resolve().parents[2]
SNAKEOIL = pathlib.Path("/usr/share/ovmf")
HUB_PORT = 18443
HUB = f"10.0.2.2:{HUB_PORT}"  # what QEMU's network calls this machine
SCREEN_S = 1800  # how long a start may take where everything is translated
STICK = "46f4:0001"  # as QEMU's sticks name themselves
UNITS = ["dayroom-agent.service", "dayroom-terminal.service"]
ESCAPES = [("ctrl", "alt", f"f{number}") for number in range(1, 8)] + [("alt", "f4"), ("alt", "tab"), ("alt", "esc"), ("ctrl", "alt", "backspace"), ("meta_l",),
           ("alt", "sysrq", "b"), ("alt", "sysrq", "e"), ("alt", "sysrq", "k"), ("alt", "sysrq", "c"), ("ctrl", "c"), ("ctrl", "d"), ("ctrl", "z"), ("power",)]
times = {}


def program(name):
    return BUILD / "bin" / name


def keys(folder):
    """The pair that QEMU's firmware for tests believes. Nobody else must."""
    must("openssl", "rsa", "-in", SNAKEOIL / "PkKek-1-snakeoil.key", "-passin", "pass:snakeoil", "-out", folder / "secure-boot.key")
    return folder / "secure-boot.key", SNAKEOIL / "PkKek-1-snakeoil.pem"


class Hub:
    def __init__(self, folder):
        self.data, self.folder = folder / "hub", folder
        (folder / "passphrase").write_text("correct horse battery staple\n")
        self.secret = ["--root", folder / "root.key", "--passphrase-file", folder / "passphrase"]
        must(program("dayroom-provision"), "keys", "init", "--out", folder / "root.key", "--passphrase-file", folder / "passphrase")
        must(program("dayroom-hub"), "init", "--data", self.data, "--name", "Cedar Ridge", "--unit", "A", "--server-name", "10.0.2.2")
        must(program("dayroom-provision"), "hub", "certify", *self.secret, "--request", self.data / "hub-key.request", "--out", folder / "hub.certificate")
        must(program("dayroom-hub"), "hub-key", "install", "--data", self.data, folder / "hub.certificate")
        with open(folder / "hub.log", "w") as log:
            self.process = subprocess.Popen([program("dayroom-hub"), "serve", "--data", self.data, "--listen", f"127.0.0.1:{HUB_PORT}"], stdout=log, stderr=log)
        while "listening" not in (folder / "hub.log").read_text():
            assert self.process.poll() is None, (folder / "hub.log").read_text()
            time.sleep(0.1)

    def token(self):
        must(program("dayroom-provision"), "token", "create", *self.secret, "--request", self.data / "hub-key.request", "--unit", "A", "--name", "kiosk 1",
             "--hub", HUB, "--out", self.folder / "token")
        return self.folder / "token"

    def end(self):
        self.process.terminate()
        self.process.wait()


def is_face(size, pixels):
    """Whether a screen of the program is on it. Firmware, boot loader, kernel and an empty display are black with a few letters or a mark."""
    some = [pixels[at:at + 3] for at in range(0, len(pixels), 3 * 61)]
    return size == (1280, 800) and some.count(bytes(3)) < len(some) / 2 and len(set(some)) > 24


def sections(program):
    """What lies in the sections of an EFI program, by their names."""
    content = program.read_bytes()
    head = struct.unpack_from("<I", content, 0x3C)[0]
    count, optional = struct.unpack_from("<H", content, head + 6)[0], struct.unpack_from("<H", content, head + 20)[0]
    found = {}
    for number in range(count):
        name, size, _, _, start = struct.unpack_from("<8sIIII", content, head + 24 + optional + 40 * number)
        found[name.rstrip(b"\0").decode()] = content[start:start + size]
    return found


def said(line):
    return str(line.get("MESSAGE", ""))


def likeness(one, other):
    """The part of the pixels that are the same: a clock goes on."""
    same = sum(one[at:at + 3] == other[at:at + 3] for at in range(0, len(one), 3 * 17))
    return same / len(range(0, len(one), 3 * 17))


class Booted(unittest.TestCase):
    def setUp(self):
        self.machine = None
        self.addCleanup(lambda: self.machine and self.machine.pull_the_plug())

    def start(self):
        self.machine = Machine(disk, FOLDER)

    def stop(self):
        self.machine.ask("query-status")
        self.resets = self.machine.resets
        self.machine.pull_the_plug()
        self.machine = None

    def wait_for_log(self, name, wanted):
        """Everything that was logged once a wanted line has reached the disk, which takes a minute; kept as NAME.txt. The machine goes on."""
        deadline = time.monotonic() + SCREEN_S
        while time.monotonic() < deadline:
            log = disk.log(FOLDER / name)
            (FOLDER / f"{name}.txt").write_text("".join(f"{line.get('_SYSTEMD_UNIT', line.get('SYSLOG_IDENTIFIER', ''))} {line.get('UNIT', '')}: {said(line)}\n" for line in log))
            if any(wanted(line) for line in log):
                return log
            time.sleep(10)
        self.fail(f"it has not logged what was waited for: see {FOLDER / name}.txt")

    def wait_for_face(self, name, patience=SCREEN_S):
        """The first picture of the program that stays the same for some seconds."""
        before = None
        while self.machine.seconds() < patience:
            *size, pixels = self.machine.screen(name)
            if is_face(tuple(size), pixels):
                if before and likeness(before, pixels) > 0.98:
                    return pixels
                before = pixels
            time.sleep(3)
        self.fail(f"no screen of the program within {patience} s: see {FOLDER / name}.png")

    def never_a_face(self, name, resets, patience=SCREEN_S):
        """It starts again so many times, and shows nothing of the program all the while."""
        while self.machine.resets < resets:
            *size, pixels = self.machine.screen(name)
            self.assertFalse(is_face(tuple(size), pixels), f"see {FOLDER / name}.png")
            self.assertLess(self.machine.seconds(), patience, f"started again {self.machine.resets} times")
            time.sleep(1)

    def test_1_it_joins_its_hub_shows_the_sign_in_screen_and_no_key_gets_out(self):
        disk.put(hub.token(), "dayroom/token")
        self.start()
        before = self.wait_for_face("signed-out")
        times["first start to the sign-in screen"] = self.machine.seconds()
        self.machine.ask("blockdev-add", **{"driver": "null-co", "node-name": "stick", "size": 64 << 20})
        self.machine.ask("device_add", driver="usb-storage", bus="usb.0", id="stick", drive="stick")
        for held in ESCAPES:
            self.machine.press(*held)
        for _ in range(8):
            self.machine.press("ctrl", "alt", "delete")
        log = self.wait_for_log("log-1", lambda line: STICK in said(line) and "target.new=" in said(line))
        after = self.machine.screen("after-the-keys")[2]
        self.stop()  # a power cut
        self.assertEqual(self.resets, 0, "no key has started it again")
        self.assertGreater(likeness(before, after), 0.9)
        self.check_units(log)
        self.check_usb(log)
        self.assertFalse(disk.has_token(), "a token that was used does not stay")
        self.assertIn("kiosk 1", must(program("dayroom-hub"), "terminals", "--data", hub.data).decode())

    def check_units(self, log):
        for unit in UNITS:
            started = [said(line) for line in log if line.get("UNIT") == unit and said(line).startswith(("Started", "Stopped", "Failed"))]
            self.assertEqual([line.split()[0] for line in started], ["Started"], f"{unit} started once, and stayed")
        self.assertEqual([said(line) for line in log if said(line).startswith("Failed to start")], [])

    def check_usb(self, log):
        decided = [said(line) for line in log if STICK in said(line) and "target.new=" in said(line)]
        self.assertTrue(all("target.new='reject'" in line for line in decided), decided)
        self.assertEqual([said(line) for line in log if "Attached SCSI" in said(line)], [])

    def test_2_it_comes_back_after_the_power_cut_and_still_belongs_to_its_hub(self):
        first = {line["_BOOT_ID"] for line in disk.log(FOLDER / "log-1")}
        self.start()
        self.wait_for_face("after-the-power-cut")
        times["later start to the sign-in screen"] = self.machine.seconds()
        log = self.wait_for_log("log-2", lambda line: line["_BOOT_ID"] not in first and '"event":"online"' in said(line))
        self.stop()
        self.assertEqual(len({path.name for path in (FOLDER / "log-2/journal").iterdir()}), 1, "its logs stay in one folder, which is bounded")
        self.assertEqual(len({line["_BOOT_ID"] for line in log}), 2)

    def test_3_an_update_that_does_not_start_is_left_after_three_tries(self):
        whole = list(disk.kernels())
        bad = self.kernel("9.9.9", lambda words: words + " rdinit=/nothing")
        disk.put(bad, "EFI/Linux/dayroom-b_9.9.9+3.efi")
        self.start()
        self.never_a_face("bad-update", 3)
        self.wait_for_face("fallen-back")
        times["three starts of a bad update and the one before to the sign-in screen"] = self.machine.seconds()
        self.stop()
        self.assertEqual(disk.kernels(), sorted([*whole, "dayroom-b_9.9.9+0-3.efi"]))

    def test_4_a_good_update_is_kept(self):
        for part in ["root", "verity"]:
            disk.write(f"{part}-b", image / f"root.{'erofs' if part == 'root' else 'verity'}")
        disk.put(self.kernel("9.9.10", lambda words: words), "EFI/Linux/dayroom-b_9.9.10+3.efi")
        self.start()
        self.wait_for_face("updated")
        deadline = time.monotonic() + SCREEN_S
        while "dayroom-b_9.9.10.efi" not in disk.kernels() and time.monotonic() < deadline:
            time.sleep(10)
        self.stop()
        self.assertIn("dayroom-b_9.9.10.efi", disk.kernels(), "it has proven itself")
        self.assertEqual(self.version_started(), "9.9.10")

    def test_5_a_root_that_was_changed_is_not_started(self):
        offset = 512  # no file system looks there
        disk.flip("root-b", offset)
        self.start()
        self.never_a_face("tampered", 2)
        self.stop()
        disk.flip("root-b", offset)
        self.start()
        self.wait_for_face("mended")
        self.stop()

    def test_6_a_kernel_that_nobody_signed_is_not_started(self):
        unsigned = self.kernel("9.9.11", lambda words: words, signed=False)
        disk.put(unsigned, "EFI/Linux/dayroom-a_9.9.11.efi")
        self.start()
        while self.machine.seconds() < 1.5 * times["later start to the sign-in screen"]:
            *size, pixels = self.machine.screen("unsigned")
            self.assertFalse(is_face(tuple(size), pixels))
            time.sleep(5)
        self.stop()

    def version_started(self):
        disk.log(FOLDER / "log-4")
        said = must("journalctl", f"--directory={FOLDER / 'log-4/journal'}", "--merge", "--no-pager", "--output=cat", "--identifier=kernel").decode()
        return "9.9.10" if "verity-b" in said.rsplit("Command line:", 1)[-1].splitlines()[0] else said[-300:]

    @staticmethod
    def kernel(version, change, signed=True):
        """The kernel of slot B under another version, with other words."""
        made = FOLDER / "kernel.efi"
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            parts = sections(image / "slot-b.efi")
            words = change(parts[".cmdline"].decode())
            release = "".join(f"IMAGE_VERSION={version}\n" if line.startswith("IMAGE_VERSION=") else f"{line}\n" for line in parts[".osrel"].decode().splitlines())
            options = []
            for name, content, where in [(".osrel", release.encode(), 0x20000), (".cmdline", words.encode(), 0x30000), (".linux", parts[".linux"], 0x2000000),
                                         (".initrd", parts[".initrd"], 0x4000000)]:
                (folder / name).write_bytes(content)
                options += ["--add-section", f"{name}={folder / name}", "--change-section-vma", f"{name}={where:#x}"]
            must("objcopy", *options, "/usr/lib/systemd/boot/efi/linuxx64.efi.stub", made)
            if signed:
                key, certificate = keys(folder)
                must("sbsign", "--key", key, "--cert", certificate, "--output", made, made)
        return made


def make_image(folder):
    image = FOLDER / "image"
    if not (image / "disk.img").exists():
        key, certificate = keys(folder)
        begun = time.monotonic()
        done = subprocess.run([program("dayroom-provision"), "image", "build", "--packages", PACKAGES, "--hub", HUB, "--secure-boot-key", key,
                               "--secure-boot-certificate", certificate, "--out", image, "--recipe", ROOT / "scripts/package.d/image"])
        assert done.returncode == 0, "the image was not made"
        times["making the image"] = time.monotonic() - begun
    return image


if __name__ == "__main__":
    if os.geteuid() != 0:
        sys.exit("image_test: takes root")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        image = make_image(pathlib.Path(name))
        disk = Disk(image / "disk.img", FOLDER / "disk.img")
        (FOLDER / "firmware.fd").unlink(missing_ok=True)
        hub = Hub(pathlib.Path(name))
        try:
            done = unittest.main(argv=[sys.argv[0], *sys.argv[4:]], verbosity=2, failfast=True, exit=False)
        finally:
            hub.end()
    for what, seconds in times.items():
        print(f"image: {what}: {seconds:.0f} s")
    used = sum((image / part).stat().st_size for part in ["root.erofs", "root.verity", "slot-a.efi"]) >> 20
    print(f"image: root, hashes and kernel: {used} MiB")
    sys.exit(0 if done.result.wasSuccessful() and used <= 700 else 1)
