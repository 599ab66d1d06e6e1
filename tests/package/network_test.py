"""The terminal's firewall in network namespaces of the test's own: a terminal, a hub, and somebody else, joined by a cable."""
import os, pathlib, subprocess, sys, tempfile, unittest

from packages import BUILD, Machine, must, run, skip_without_root

HERE = pathlib.Path(__file__).resolve().parent
HUB, HUB6, OTHER, TERMINAL, PORT = "10.99.0.1", "fd99::1", "10.99.0.9", "10.99.0.2", 8443
TCP = "import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 20)"
UDP = "import socket, sys; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(sys.argv[3].encode(), (sys.argv[1], int(sys.argv[2])))"


class Namespace:
    """A network and a mount namespace, held open by a process that ends with the test."""

    def __init__(self):
        self.holder = subprocess.Popen(["unshare", "--net", "--mount", "sh", "-c", "echo held; exec cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.holder.stdout.readline() == b"held\n"
        self.enter = ["nsenter", "--net", "--mount", "--target", str(self.holder.pid), "--"]

    def end(self):
        self.holder.stdin.close()
        self.holder.stdout.close()
        self.holder.wait()

    def must(self, *words):
        return must(*self.enter, *words)

    def run_as(self, user, code, *arguments):
        """As the user of this number, with no other group and no right of root's."""
        rights = ["setpriv", "--reuid", str(user), "--regid", str(user), "--clear-groups", "--inh-caps=-all", "--bounding-set=-all", "--"]
        return run(*self.enter, *rights, "/usr/bin/python3", "-c", code, *map(str, arguments)).returncode == 0


class Firewall(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.machine = Machine(cls.folder)
        cls.machine.install()
        passwd = cls.machine.root / "etc/passwd"
        passwd.write_text(passwd.read_text() + "_chrony:x:770:770::/var/lib/chrony:/usr/sbin/nologin\n")  # as chrony's package makes it
        (cls.machine.root / "etc/ld.so.cache").write_bytes(pathlib.Path("/etc/ld.so.cache").read_bytes())
        cls.users = {name: cls.machine.user(name)[0] for name in ["dayroom-agent", "dayroom-terminal", "_chrony", "nobody"]} | {"root": 0}

    def setUp(self):
        self.terminal, self.hub = Namespace(), Namespace()
        self.addCleanup(self.terminal.end)
        self.addCleanup(self.hub.end)
        self.terminal.must("ip", "link", "add", "cable", "type", "veth", "peer", "name", "cable", "netns", self.hub.holder.pid)
        for there, addresses in [(self.hub, [f"{HUB}/24", f"{HUB6}/64", f"{OTHER}/24"]), (self.terminal, [f"{TERMINAL}/24", "fd99::2/64"])]:
            for address in addresses:
                there.must("ip", "address", "add", address, "dev", "cable", *(["nodad"] if ":" in address else []))
            for link in ["lo", "cable"]:
                there.must("ip", "link", "set", link, "up")
        self.terminal.must("mount", "--bind", self.machine.root / "etc", "/etc")
        self.there = self.listen(self.hub, f"tcp:{HUB}:{PORT}", f"tcp:{HUB6}:{PORT}", f"tcp:{HUB}:22", f"tcp:{OTHER}:{PORT}",
                                 f"udp:{HUB}:123", f"udp:{OTHER}:123", f"udp:{HUB}:53", f"tcp:{HUB}:4460")

    def listen(self, where, *ports):
        listener = subprocess.Popen([*where.enter, "/usr/bin/python3", HERE / "listener.py", *ports], stdout=subprocess.PIPE, text=True)
        self.addCleanup(listener.wait)
        self.addCleanup(listener.stdout.close)
        self.addCleanup(listener.kill)
        self.assertEqual(listener.stdout.readline(), "ready\n")
        return listener

    def load(self, hub=f"{HUB}:{PORT}"):
        """What "dayroom-provision network" makes of a token, and the rules as nftables.service starts them."""
        for old in self.machine.root.glob("etc/dayroom/hub*.nft"):
            old.unlink()
        if hub:
            must(BUILD / "bin" / "dayroom-provision", "network", "--token", self.token(hub), "--etc", self.machine.root / "etc")
        self.terminal.must("/usr/sbin/nft", "-f", "/etc/dayroom/dayroom.nft")

    def token(self, hub):
        provision, made = BUILD / "bin" / "dayroom-provision", self.folder / "facility"
        secret = ["--root", made / "root.key", "--passphrase-file", made / "passphrase"]
        if not made.exists():
            made.mkdir()
            (made / "passphrase").write_text("correct horse battery staple\n")
            must(provision, "keys", "init", "--out", made / "root.key", "--passphrase-file", made / "passphrase")
            must(BUILD / "bin" / "dayroom-hub", "init", "--data", made / "hub", "--name", "Test", "--unit", "A")
        token = made / f"token-{len(list(made.iterdir()))}"
        must(provision, "token", "create", *secret, "--request", made / "hub/hub-key.request", "--unit", "A", "--name", "kiosk", "--hub", hub, "--out", token)
        return token

    def reach(self, user, address=HUB, port=PORT):
        return self.terminal.run_as(self.users[user], TCP, address, port)

    def tell(self, user, address, port, word):
        return self.terminal.run_as(self.users[user], UDP, address, port, word)

    def heard(self, word):
        """The next datagram that arrives is this one: what was sent before it did not arrive."""
        self.assertEqual(self.there.stdout.readline().split()[1:], [word])

    def test_without_the_rules_everybody_reaches_everything(self):
        for user in self.users:
            self.assertTrue(self.reach(user), user)
            self.assertTrue(self.reach(user, OTHER), user)
        self.assertTrue(self.reach("dayroom-agent", HUB6))

    def test_only_the_agent_reaches_the_hub_and_only_there(self):
        self.load()
        self.assertTrue(self.reach("dayroom-agent"))
        for user in set(self.users) - {"dayroom-agent"}:
            self.assertFalse(self.reach(user), user)
        self.assertFalse(self.reach("dayroom-agent", OTHER))
        self.assertFalse(self.reach("dayroom-agent", HUB, 22))
        self.assertFalse(self.reach("dayroom-agent", HUB6))  # not the address of the token

    def test_a_hub_with_an_address_of_version_six_is_reached_there(self):
        self.load(f"[{HUB6}]:{PORT}")
        self.assertTrue(self.reach("dayroom-agent", HUB6))
        self.assertFalse(self.reach("dayroom-terminal", HUB6))
        self.assertFalse(self.reach("dayroom-agent", HUB))

    def test_a_terminal_that_belongs_to_no_hub_reaches_nobody(self):
        self.load(hub=None)
        for user in self.users:
            self.assertFalse(self.reach(user), user)

    def test_only_the_clock_asks_for_the_time_and_only_the_hub(self):
        self.load()
        for user in set(self.users) - {"_chrony"}:
            self.tell(user, HUB, 123, "stray")
        self.tell("_chrony", OTHER, 123, "stray")
        self.tell("_chrony", HUB, 53, "stray")
        self.tell("_chrony", HUB, 123, "time")
        self.heard("time")
        self.assertTrue(self.reach("_chrony", HUB, 4460))
        self.assertFalse(self.reach("dayroom-agent", HUB, 4460))

    def test_nothing_comes_in(self):
        self.load()
        inside = self.listen(self.terminal, f"udp:{TERMINAL}:22", "udp:127.0.0.1:22")
        self.hub.must("/usr/bin/python3", "-c", UDP, TERMINAL, "22", "stray")
        self.terminal.must("/usr/bin/python3", "-c", UDP, "127.0.0.1", "22", "loopback")
        self.assertEqual(inside.stdout.readline(), "udp:127.0.0.1:22 loopback\n")
        self.assertIn("packets 1 ", self.terminal.must("/usr/sbin/nft", "list", "counter", "inet", "dayroom", "dropped_in"))

    def test_a_second_start_changes_nothing(self):
        self.load()
        once = self.terminal.must("/usr/sbin/nft", "--stateless", "list", "ruleset")
        self.terminal.must("/usr/sbin/nft", "-f", "/etc/dayroom/dayroom.nft")
        self.assertEqual(self.terminal.must("/usr/sbin/nft", "--stateless", "list", "ruleset"), once)

    def test_rules_that_cannot_be_read_leave_those_that_hold(self):
        self.load()
        (self.machine.root / "etc/dayroom/hub-2.nft").write_text("add element inet dayroom hub4 { nonsense\n")
        self.assertNotEqual(run(*self.terminal.enter, "/usr/sbin/nft", "-f", "/etc/dayroom/dayroom.nft").returncode, 0)
        self.assertTrue(self.reach("dayroom-agent"))
        self.assertFalse(self.reach("dayroom-terminal"))


if __name__ == "__main__":
    skip_without_root("making network namespaces")
    unittest.main(argv=sys.argv[:1])
