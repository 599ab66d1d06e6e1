"""A terminal in QEMU: firmware with Secure Boot, a disk, a screen, a keyboard; driven over QMP, read from its disk after the plug was pulled.

No KVM is asked for: QEMU translates, so everything takes ten to thirty times as long as on a terminal.
"""
import json, os, pathlib, shutil, socket, subprocess, time

FIRMWARE = pathlib.Path("/usr/share/OVMF")
MEBIBYTE = 1 << 20


def must(*words, **more):
    done = subprocess.run([str(word) for word in words], capture_output=True, **more)
    assert done.returncode == 0, f"{' '.join(map(str, words))}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
    return done.stdout


class Disk:
    """A copy of an image's disk, which machines may write to."""

    def __init__(self, image, path):
        self.path = pathlib.Path(path)
        must("cp", "--sparse=always", image, self.path)
        self.partitions = {}
        for line in must("sgdisk", "--print", self.path).decode().splitlines():
            words = line.split()
            if len(words) == 7 and words[0].isdigit():
                self.partitions[words[6]] = (int(words[1]) * 512, (int(words[2]) - int(words[1]) + 1) * 512)

    def read(self, partition, to):
        start, size = self.partitions[partition]
        must("dd", f"if={self.path}", f"of={to}", "bs=1M", "iflag=skip_bytes,count_bytes", f"skip={start}", f"count={size}", "conv=sparse", "status=none")

    def write(self, partition, source):
        start, size = self.partitions[partition]
        assert source.stat().st_size <= size
        must("dd", f"if={source}", f"of={self.path}", "bs=1M", "oflag=seek_bytes", f"seek={start}", "conv=notrunc", "status=none")

    def flip(self, partition, offset):
        """The other value of one bit."""
        with open(self.path, "r+b") as disk:
            disk.seek(self.partitions[partition][0] + offset)
            byte = disk.read(1)[0]
            disk.seek(-1, os.SEEK_CUR)
            disk.write(bytes([byte ^ 1]))

    def _esp(self):
        return f"{self.path}@@{self.partitions['esp'][0]}"

    def put(self, source, name):
        """A file onto the boot partition."""
        must("mcopy", "-o", "-i", self._esp(), source, f"::{name}")

    def kernels(self):
        listing = must("mdir", "-b", "-i", self._esp(), "::EFI/Linux").decode()
        return sorted(line.strip().rsplit("/", 1)[1] for line in listing.splitlines() if "/EFI/Linux/" in line)

    def has_token(self):
        return b"token" in must("mdir", "-b", "-i", self._esp(), "::dayroom").lower()

    def log(self, folder):
        """What all starts have logged, as far as it had reached the disk."""
        folder = pathlib.Path(folder)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        copy = folder / "var"
        self.read("var", copy)
        subprocess.run(["e2fsck", "-fy", copy], capture_output=True)
        must("debugfs", "-R", f"rdump /log/journal {folder}", copy)
        copy.unlink()
        said = must("journalctl", f"--directory={folder / 'journal'}", "--merge", "--no-pager", "--output=json", "--all")
        return [json.loads(line) for line in said.splitlines() if line.startswith(b"{")]


class Machine:
    def __init__(self, disk, folder, firmware_state=None):
        self.folder = pathlib.Path(folder)
        self.started = time.monotonic()
        self.resets = 0
        variables = firmware_state or self.folder / "firmware.fd"
        if not variables.exists():
            shutil.copy(FIRMWARE / "OVMF_VARS_4M.snakeoil.fd", variables)
        control = self.folder / "qmp"
        control.unlink(missing_ok=True)
        self.log = open(self.folder / "qemu.log", "a")
        self.qemu = subprocess.Popen(
            ["qemu-system-x86_64", "-nodefaults", "-machine", "q35,smm=on", "-accel", "tcg,thread=multi,tb-size=512", "-cpu", "max", "-smp", "2", "-m", "2048",
             "-global", "driver=cfi.pflash01,property=secure,value=on",
             "-drive", f"if=pflash,unit=0,format=raw,readonly=on,file={FIRMWARE / 'OVMF_CODE_4M.secboot.fd'}",
             "-drive", f"if=pflash,unit=1,format=raw,file={variables}",
             "-drive", f"if=none,id=disk,format=raw,file={disk.path}", "-device", "virtio-blk-pci,drive=disk,bootindex=1",
             "-netdev", "user,id=net", "-device", "virtio-net-pci,netdev=net,romfile=",
             "-device", "virtio-vga,xres=1280,yres=800", "-device", "qemu-xhci,id=usb", "-device", "usb-kbd,bus=usb.0", "-device", "usb-tablet,bus=usb.0",
             "-display", "none", "-serial", "none", "-qmp", f"unix:{control},server=on,wait=off"],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT)
        while not control.exists():
            assert self.qemu.poll() is None, (self.folder / "qemu.log").read_text()
            time.sleep(0.05)
        self.line = socket.socket(socket.AF_UNIX)
        self.line.connect(str(control))
        self.answers = self.line.makefile("r")
        self.answers.readline()
        self.ask("qmp_capabilities")

    def seconds(self):
        return time.monotonic() - self.started

    def ask(self, command, **arguments):
        self.line.sendall(json.dumps({"execute": command, "arguments": arguments}).encode())
        while True:
            answer = json.loads(self.answers.readline())
            if answer.get("event") == "RESET":
                self.resets += 1
            if "return" in answer:
                return answer["return"]
            assert "error" not in answer, answer

    def press(self, *keys):
        """All at once, as a hand does."""
        self.ask("send-key", keys=[{"type": "qcode", "data": key} for key in keys], **{"hold-time": 60})
        time.sleep(0.2)

    def screen(self, name):
        """Width, height and the pixels (three bytes each) of what is on the screen, which is also kept as NAME.png."""
        picture = self.folder / f"{name}.ppm"
        self.ask("screendump", filename=str(picture))
        must("convert", picture, self.folder / f"{name}.png")
        kind, size, _, pixels = picture.read_bytes().split(b"\n", 3)
        picture.unlink()
        assert kind == b"P6"
        width, height = map(int, size.split())
        return width, height, pixels

    def pull_the_plug(self):
        self.qemu.kill()
        self.qemu.wait()
        self.answers.close()
        self.line.close()
        self.log.close()
