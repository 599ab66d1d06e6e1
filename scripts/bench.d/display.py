"""One Xvfb for both programs: its pixels as a mapped file, its pointer through XTest."""
import ctypes, mmap, os, subprocess, time

from bringup import wait_until

WIDTH, HEIGHT = 1280, 800
POLL_SECONDS = 0.0005  # between two looks: the one who looks must not take a core from those who are looked at


class Pointer:
    """A click without starting a program: the moment of it is known."""

    def __init__(self, display):
        self.x11, self.xtst = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
        self.connection = ctypes.c_void_p()

        def opened():
            self.connection = ctypes.c_void_p(self.x11.XOpenDisplay(display.encode()))
            return bool(self.connection)

        wait_until("a pointer on " + display, opened, 10)

    def move(self, x, y):
        self.xtst.XTestFakeMotionEvent(self.connection, -1, int(x), int(y), ctypes.c_ulong(0))
        self.x11.XSync(self.connection, 0)

    def press(self):
        """Returns the time of the press; release() follows later, as a finger would."""
        at = time.monotonic()
        self.xtst.XTestFakeButtonEvent(self.connection, 1, 1, ctypes.c_ulong(0))
        self.x11.XFlush(self.connection)
        return at

    def release(self):
        at = time.monotonic()
        self.xtst.XTestFakeButtonEvent(self.connection, 1, 0, ctypes.c_ulong(0))
        self.x11.XFlush(self.connection)
        return at


class Screen:
    def __init__(self, folder):
        os.makedirs(folder, exist_ok=True)
        path = f"{folder}/Xvfb_screen0"
        if os.path.exists(path):
            os.remove(path)
        read, write = os.pipe()
        self.process = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp", "-ac", "-nocursor",
                                         "-fbdir", folder], pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:  # the whole line: Xvfb dies when nobody takes the rest of it
            self.display = ":" + told.readline().strip()
        wait_until("Xvfb", lambda: os.path.exists(path) and os.path.getsize(path) > WIDTH * HEIGHT * 4)
        self.file = open(path, "rb")
        self.memory = mmap.mmap(self.file.fileno(), 0, prot=mmap.PROT_READ)
        self.start = len(self.memory) - WIDTH * HEIGHT * 4
        self.pointer = Pointer(self.display)

    def environment(self):
        return {**os.environ, "DISPLAY": self.display, "SDL_VIDEODRIVER": "x11"}

    def sample(self):
        """Every 8th line: enough to see any change of a screen, cheap enough to look often."""
        line = WIDTH * 4
        return b"".join(self.memory[self.start + y * line:self.start + (y + 1) * line] for y in range(4, HEIGHT, 8))

    @staticmethod
    def differs(one, other):
        """More than a blinking caret: at least a tenth of the looked-at lines."""
        line = WIDTH * 4
        return one != other and sum(one[i:i + line] != other[i:i + line] for i in range(0, len(one), line)) >= HEIGHT // 80

    @staticmethod
    def colours(sample):
        return len({sample[i:i + 3] for i in range(0, len(sample), 4 * 5)})

    def blank(self):
        subprocess.run(["xsetroot", "-solid", "black"], env=self.environment(), stderr=subprocess.DEVNULL)
        wait_until("a blank screen", lambda: self.colours(self.sample()) < 3)
        return self.sample()

    def watch_start(self, begin, blank, quiet=1.0, seconds=60):
        """(when the first picture with text stood, when the picture was complete), in ms after `begin`."""
        first, last_change, before = None, None, blank
        while time.monotonic() - begin < seconds:
            now = self.sample()
            at = time.monotonic()
            if self.differs(now, before):
                if first is None and self.colours(now) >= 20:
                    first = at
                last_change, before = at, now
            elif first and at - last_change > quiet:
                return (first - begin) * 1000, (last_change - begin) * 1000
            time.sleep(POLL_SECONDS)
        raise SystemExit("bench: nothing was painted")

    def until_changed(self, before, begin, seconds=2):
        """ms after `begin` until a pixel differs from `before`; None when nothing changes."""
        while time.monotonic() - begin < seconds:
            if self.sample() != before:
                return (time.monotonic() - begin) * 1000
            time.sleep(POLL_SECONDS)
        return None

    def until_quiet(self, quiet=0.6, seconds=10):
        end, before, since = time.monotonic() + seconds, self.sample(), time.monotonic()
        while time.monotonic() < end and time.monotonic() - since < quiet:
            time.sleep(0.02)
            now = self.sample()
            if self.differs(now, before):
                before, since = now, time.monotonic()
        return self.sample()

    def close(self):
        self.process.terminate()
        self.process.wait()
