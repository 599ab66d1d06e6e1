"""Answers on every port that it is given: listener.py tcp:ADDRESS:PORT udp:ADDRESS:PORT … Says "ready", then a line for each datagram; until it is ended."""
import selectors, socket, sys

chooser = selectors.DefaultSelector()
for word in sys.argv[1:]:
    kind, rest = word.split(":", 1)
    address, port = rest.rsplit(":", 1)
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    ear = socket.socket(family, socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM)
    ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    ear.bind((address, int(port)))
    if kind == "tcp":
        ear.listen(16)
    chooser.register(ear, selectors.EVENT_READ, word)
print("ready", flush=True)
while True:
    for key, _ in chooser.select():
        if key.data.startswith("tcp"):
            key.fileobj.accept()[0].close()
        else:
            print(key.data, key.fileobj.recvfrom(100)[0].decode(), flush=True)
