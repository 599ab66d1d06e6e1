"""The screen against Chromium in kiosk mode, both under the same Xvfb, both watched through its frame buffer.

Prints one line a figure: what, ours, Chromium's, the ratio, the goal."""
import mmap, os, shutil, statistics, subprocess, sys, time

import bringup
from bringup import Facility, cpu_seconds, program, pss_kib, tree_of, wait_until

OUT = os.path.join(bringup.ROOT, "build/bench")
WIDTH, HEIGHT = 1280, 800


class Screen:
    """Xvfb whose pixels are a mapped file."""

    def __init__(self, folder):
        os.makedirs(folder, exist_ok=True)
        read, write = os.pipe()
        self.process = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp", "-ac", "-fbdir", folder],
                                        pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        self.display = ":" + os.read(read, 16).decode().strip()
        path = f"{folder}/Xvfb_screen0"
        wait_until("Xvfb", lambda: os.path.exists(path) and os.path.getsize(path) > WIDTH * HEIGHT * 4)
        self.file = open(path, "rb")
        self.memory = mmap.mmap(self.file.fileno(), 0, prot=mmap.PROT_READ)
        self.start = len(self.memory) - WIDTH * HEIGHT * 4

    def sample(self):
        """Every 16th line: enough to see a change, cheap enough to poll."""
        line = WIDTH * 4
        return b"".join(self.memory[self.start + y * line:self.start + (y + 1) * line] for y in range(8, HEIGHT, 16))

    def colours(self):
        data = self.sample()
        return len({data[i:i + 3] for i in range(0, len(data), 4 * 7)})

    def until_painted(self, least_colours=20, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.colours() >= least_colours:
                return time.monotonic()
        raise SystemExit("bench: nothing was painted")

    def close(self):
        self.process.terminate()
        self.process.wait()


def environment(screen):
    return {**os.environ, "DISPLAY": screen.display, "SDL_VIDEODRIVER": "x11"}


def start_terminal(screen, socket, *extra):
    return subprocess.Popen([program("dayroom-terminal"), "--socket", socket, *extra], env=environment(screen), stderr=open(f"{OUT}/terminal.log", "ab"))


def start_chromium(screen, page):
    profile = f"{OUT}/chromium-profile"
    shutil.rmtree(profile, ignore_errors=True)
    return subprocess.Popen(["chromium", "--kiosk", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                             "--disable-component-update", "--disable-sync", f"--window-size={WIDTH},{HEIGHT}", "--window-position=0,0",
                             f"--user-data-dir={profile}", f"file://{page}"], env=environment(screen), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def end(process):
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def first_frame(screen, start, times):
    taken = []
    for _ in range(times):
        subprocess.run(["xsetroot", "-solid", "black"], env=environment(screen), stderr=subprocess.DEVNULL)
        wait_until("a blank screen", lambda: screen.colours() < 5)
        before = time.monotonic()
        process = start()
        taken.append((screen.until_painted() - before) * 1000)
        time.sleep(0.5)
        end(process)
    return statistics.median(taken)


def click_latency(screen, points, times):
    """From the click to the first changed pixel, in ms."""
    taken = []
    for index in range(times):
        x, y = points[index % len(points)]
        subprocess.run(["xdotool", "mousemove", str(x), str(y)], env=environment(screen))
        time.sleep(0.4)
        before_pixels = screen.sample()
        clicker = subprocess.Popen(["xdotool", "-"], stdin=subprocess.PIPE, env=environment(screen), text=True)
        time.sleep(0.1)
        before = time.monotonic()
        clicker.stdin.write("click 1\n")
        clicker.stdin.close()
        deadline = before + 2
        while screen.sample() == before_pixels and time.monotonic() < deadline:
            pass
        if time.monotonic() < deadline:
            taken.append((time.monotonic() - before) * 1000)
        clicker.wait()
    return statistics.median(taken) if taken else float("nan")


def idle_percent(pids, seconds=20):
    before = cpu_seconds(pids)
    time.sleep(seconds)
    return (cpu_seconds(pids) - before) / seconds * 100


def line(what, ours, peer, unit, goal):
    ratio = f"{ours / peer:5.2f} of Chromium" if peer else "-"
    peer_text = f"{peer:8.1f}" if peer else "       -"
    print(f"{what:44} {ours:8.1f} {peer_text} {unit:4} {ratio:18} goal {goal}", flush=True)


def main():
    os.makedirs(OUT, exist_ok=True)
    page = os.path.join(bringup.ROOT, "scripts/bench.d/page.html")
    with Facility(f"{OUT}/facility", ["--sample-heavy"]) as facility:
        facility.serve()
        person = next(p for p in facility.people if p["state"] == "ready")
        data = facility.enroll("kiosk", person["unit"])
        agent, socket = facility.agent("kiosk", data)
        time.sleep(8)  # the first sync: not part of any figure
        screen = Screen(f"{OUT}/xvfb")
        try:
            measure(screen, facility, agent, socket, person, page)
        finally:
            screen.close()


def measure(screen, facility, agent, socket, person, page):
    times = 7
    ours = first_frame(screen, lambda: start_terminal(screen, socket), times)
    theirs = first_frame(screen, lambda: start_chromium(screen, page), times)
    line("start to first frame, median of 7", ours, theirs, "ms", "<= 120 and <= 0.25")

    terminal = start_terminal(screen, socket)
    screen.until_painted()
    time.sleep(2)
    pids = [terminal.pid, *tree_of(agent.pid)]
    line("idle CPU, signed out", idle_percent(pids), 0, "%", "<= 0.3")
    end(terminal)

    script = f"{OUT}/sign-in.script"
    with open(script, "w") as file:
        keys = "\n".join(f"click sign_in.key.{d}" for d in person["number"])
        pin = "\n".join(f"click sign_in.key.{d}" for d in person["pin"])
        file.write(f"wait sign_in.number 20\nclick sign_in.number\n{keys}\nclick sign_in.pin\n{pin}\nclick sign_in.submit\nwait nav.messages 20\nclick nav.messages\nwait thread.0 20\nclick thread.0\n")
    os.system(f"rm -f {script}.fifo; mkfifo {script}.fifo")
    terminal = start_terminal(screen, socket, "--script", f"{script}.fifo")
    with open(f"{script}.fifo", "w") as fifo:
        fifo.write(open(script).read())
        fifo.flush()
        wait_until("the signed-in screen", lambda: os.path.exists(f"{script}.fifo.result") and open(f"{script}.fifo.result").read().count("ok ") >= open(script).read().count("\n"))
        time.sleep(2)
        signed_in = pss_kib([terminal.pid, *tree_of(agent.pid)]) / 1024
        reading = idle_percent([terminal.pid, *tree_of(agent.pid)])
        latency = click_latency(screen, [(58, 125), (58, 309)], 14)
    end(terminal)

    chromium = start_chromium(screen, page)
    screen.until_painted()
    time.sleep(3)
    line("memory (PSS) signed in, screen and agent", signed_in, pss_kib(tree_of(chromium.pid)) / 1024, "MiB", "<= 90 MB and <= 0.25")
    line("click to changed pixels, median of 14", latency, click_latency(screen, [(58, 125), (58, 309)], 14), "ms", "<= 16 and <= 0.5")
    line("idle CPU, reading", reading, idle_percent(tree_of(chromium.pid)), "%", "<= 0.5")
    end(chromium)


if __name__ == "__main__":
    sys.exit(main())
