"""The screen against Chromium in kiosk mode: both on one Xvfb of 1280x800, both watched through its frame buffer with the same
clock, both clicked through XTest. Prints one line a figure: what, ours, Chromium's, the ratio, the goal.

Chromium shows scripts/bench.d/page.html, one static file with the same content, from the disk: no server, no framework."""
import json, os, shutil, statistics, subprocess, sys, time

import bringup
from bringup import Facility, cpu_seconds, program, pss_kib, tree_of, wait_until
from display import HEIGHT, WIDTH, Screen

OUT = os.path.join(bringup.ROOT, "build/bench")
PAGE = "file://" + os.path.join(bringup.ROOT, "scripts/bench.d/page.html")
STARTS, CLICKS, IDLE_SECONDS = 7, 30, 20
CHROMIUM_POINTS = [(58, 153), (58, 337)]  # Messages, Requests in the page's rail


def start_terminal(screen, socket, *extra):
    return subprocess.Popen([program("dayroom-terminal"), "--socket", socket, *extra], env=screen.environment(), stderr=open(f"{OUT}/terminal.log", "ab"))


def start_chromium(screen, part, fresh=True):
    profile = f"{OUT}/chromium-profile"
    if fresh:
        shutil.rmtree(profile, ignore_errors=True)
    return subprocess.Popen(["chromium", "--kiosk", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                             "--disable-component-update", "--disable-sync", "--disable-extensions", f"--window-size={WIDTH},{HEIGHT}",
                             "--window-position=0,0", f"--user-data-dir={profile}", PAGE + part], env=screen.environment(),
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def end(process):
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def starts(screen, start):
    """Medians of STARTS starts: first picture, complete picture. One start before them is not counted."""
    first, complete = [], []
    for number in range(STARTS + 1):
        blank = screen.blank()
        begin = time.monotonic()
        process = start()
        taken = screen.watch_start(begin, blank)
        end(process)
        if number > 0:
            first.append(taken[0])
            complete.append(taken[1])
    return statistics.median(first), statistics.median(complete)


def clicks(screen, points):
    """ms from the press to the first changed pixel, and from the release to the new page: medians, and the worst of each."""
    press, release = [], []
    for number in range(CLICKS + 2):
        screen.pointer.move(*points[number % len(points)])
        before = screen.until_quiet()
        taken = screen.until_changed(before, screen.pointer.press(), 0.4)
        pressed = screen.until_quiet(0.25)
        changed = screen.until_changed(pressed, screen.pointer.release())
        if number < 2:
            continue
        if taken is not None:
            press.append(taken)
        if changed is not None:
            release.append(changed)
    return press, release


def tap(screen, place):
    screen.pointer.move(*place)
    screen.pointer.press()
    time.sleep(0.06)
    screen.pointer.release()
    screen.until_quiet(0.3)


def save_picture(screen, path):
    """What was measured, for eyes."""
    raw = screen.memory[screen.start:]
    with open(path, "wb") as file:
        file.write(b"P6 %d %d 255\n" % (WIDTH, HEIGHT))
        file.write(b"".join(raw[i + 2:i + 3] + raw[i + 1:i + 2] + raw[i:i + 1] for i in range(0, len(raw), 4)))


def idle_percent(pids):
    before = cpu_seconds(pids)
    time.sleep(IDLE_SECONDS)
    return (cpu_seconds(pids) - before) / IDLE_SECONDS * 100


def line(what, ours, peer, unit, goal=""):
    peer_text = f"Chromium {peer:8.1f} {unit:4} ratio {ours / peer:6.3f}" if peer else ""
    print(f"  {what:58} {ours:9.2f} {unit:4} | {peer_text:36} | {goal}", flush=True)


class Driven:
    """A terminal that is told what to press through a FIFO, by the ids of its semantic tree."""

    def __init__(self, screen, socket):
        self.fifo, self.tree = f"{OUT}/drive", f"{OUT}/tree"
        for stale in (self.fifo, self.fifo + ".result", self.tree):
            if os.path.exists(stale):
                os.remove(stale)
        os.mkfifo(self.fifo)
        self.process = start_terminal(screen, socket, "--script", self.fifo, "--tree", self.tree)
        self.writer = open(self.fifo, "w")
        self.said = 0

    def do(self, *lines):
        for text in lines:
            self.writer.write(text + "\n")
            self.writer.flush()
            self.said += 1
            wait_until(text, lambda: len(self.results()) >= self.said)
            if not self.results()[-1].startswith("ok"):
                raise SystemExit(f"bench: \"{text}\": {self.results()[-1]}")

    def results(self):
        try:
            return open(self.fifo + ".result").read().splitlines()
        except FileNotFoundError:
            return []

    def sign_in(self, person):
        """Signs in and opens the first conversation; returns where a finger has to press for the same."""
        places = []

        def press(node_id):
            places.append(self.place(node_id))
            self.do("click " + node_id)

        self.do("wait sign_in.submit 20")
        for digits in (person["number"], person["pin"]):
            for digit in digits:
                press(f"sign_in.key.{digit}")
            press("sign_in.submit")
            self.do("pause 1")
        self.do("wait nav.messages 30", "pause 1")
        press("nav.messages")
        self.do("wait thread.0 20", "pause 1")
        press("thread.0")
        self.do("pause 1")
        return places

    def place(self, node_id):
        """The tree is written when the screen rests: what a line has just waited for may not stand in it yet."""
        found = []

        def look():
            if os.path.exists(self.tree):
                found[:] = [node for node in map(json.loads, open(self.tree)) if node.get("id", "").endswith(node_id)]
            return found

        wait_until(node_id, look, 20)
        return found[0]["x"] + found[0]["w"] / 2, found[0]["y"] + found[0]["h"] / 2

    def close(self):
        self.writer.close()
        end(self.process)


def wait_for_quiet_agent(agent):
    """The first sync is no part of any figure."""
    quiet, before = 0, cpu_seconds([agent.pid])
    while quiet < 4:
        time.sleep(0.5)
        now = cpu_seconds([agent.pid])
        quiet = quiet + 1 if now - before < 0.02 else 0
        before = now


def main():
    os.makedirs(OUT, exist_ok=True)
    with Facility(f"{OUT}/facility", ["--sample-heavy"]) as facility:
        facility.serve()
        person = next(p for p in facility.people if p["state"] == "ready")
        data = facility.enroll("kiosk", person["unit"])
        agent, socket = facility.agent("kiosk", data)
        wait_for_quiet_agent(agent)
        screen = Screen(f"{OUT}/xvfb")
        try:
            measure(screen, agent, socket, person)
            measure_cold(screen, facility, agent, data)
        finally:
            screen.close()


def measure(screen, agent, socket, person):
    print("The screen against Chromium --kiosk, one Xvfb, 1280 x 800", flush=True)
    filled = Driven(screen, socket)
    places = filled.sign_in(person)  # the vault now holds its 12,000 messages
    points = [filled.place("nav.messages"), filled.place("nav.requests")]
    wait_for_quiet_agent(agent)
    filled.close()

    ours, ours_complete = starts(screen, lambda: start_terminal(screen, socket))
    theirs, theirs_complete = starts(screen, lambda: start_chromium(screen, "#sign-in", fresh=False))
    line(f"start to first frame, median of {STARTS}", ours, theirs, "ms", "goal <= 120 ms and <= 0.25")
    line("start to the complete sign-in page, median", ours_complete, theirs_complete, "ms")

    terminal = start_terminal(screen, socket)
    screen.until_quiet()
    time.sleep(2)
    line("idle CPU, signed out, screen and agent", idle_percent([terminal.pid, agent.pid]), 0, "%", "goal <= 0.3 %")
    end(terminal)

    # Without a script from here: a terminal that is driven by one looks for its next line 200 times a second.
    terminal = start_terminal(screen, socket)
    screen.until_quiet(1)
    for place in places:
        tap(screen, place)
    time.sleep(2)
    ours_tree = [terminal.pid, *tree_of(agent.pid)]
    memory = pss_kib(ours_tree) / 1024 * 1.048576
    alone = pss_kib([terminal.pid]) / 1024 * 1.048576
    reading = idle_percent(ours_tree)
    save_picture(screen, f"{OUT}/reading.ppm")
    ours_press, ours_release = clicks(screen, points)
    end(terminal)

    chromium = start_chromium(screen, "#messages", fresh=False)
    screen.until_quiet(2)
    time.sleep(3)
    their_tree = tree_of(chromium.pid)
    their_memory = pss_kib(their_tree) / 1024 * 1.048576
    their_reading = idle_percent(their_tree)
    their_press, their_release = clicks(screen, CHROMIUM_POINTS)
    end(chromium)
    line("memory (PSS), signed in and reading, screen and agent", memory, their_memory, "MB", "goal <= 90 MB and <= 0.25")
    line("of it the screen", alone, 0, "MB")
    line("idle CPU, reading", reading, their_reading, "%", "goal <= 0.5 %")
    for what, mine, their, goal in (("press to changed pixels", ours_press, their_press, "goal <= 16 ms and <= 0.5"),
                                    ("release to changed pixels (the new page)", ours_release, their_release, "")):
        if mine and their:
            line(f"{what}, median of {len(mine)}", statistics.median(mine), statistics.median(their), "ms", goal)
            line(f"{what}, worst", max(mine), max(their), "ms")


def measure_cold(screen, facility, agent, data):
    """Both of ours from nothing: the store with its 12,000 messages is opened by an agent that starts with the screen."""
    end(agent)
    first, complete = [], []
    for number in range(STARTS + 1):
        blank = screen.blank()
        socket = f"{facility.folder}/cold-{number}.sock"
        begin = time.monotonic()
        started = facility.start(program("dayroom-agent"), "--data", data, "--socket", socket, log="cold-agent.log")
        terminal = start_terminal(screen, socket)
        taken = screen.watch_start(begin, blank)
        end(terminal)
        end(started)
        if number > 0:
            first.append(taken[0])
            complete.append(taken[1])
    line("agent and screen start together, first frame, median", statistics.median(first), 0, "ms")
    line("agent and screen start together, sign-in page, median", statistics.median(complete), 0, "ms")


if __name__ == "__main__":
    sys.exit(main())
