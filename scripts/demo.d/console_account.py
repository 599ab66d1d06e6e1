"""The demo's own way into the staff console, for people without an authenticator app at hand.

console_account.py PORT CA NAME FILE < one-time password   takes a new account through its first sign-in and writes FILE (mode 0600)
console_account.py code FILE                               prints the code of this moment
"""
import base64, hashlib, hmac, http.client, json, os, secrets, ssl, struct, sys, time


def code_of(secret, at):
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", int(at) // 30), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return "%06d" % ((struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 1_000_000)


def post(port, authority, body):
    connection = http.client.HTTPSConnection("localhost", port, context=ssl.create_default_context(cafile=authority), timeout=30)
    connection.request("POST", "/console/session", json.dumps(body), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


def enrol(port, authority, name, one_time):
    given = {"name": name, "password": one_time}
    status, answer = post(port, authority, given)
    if answer.get("code") != "enrol_totp":
        sys.exit(f"demo: the console answered {status} {answer.get('code')}")
    secret, password = answer["totp_secret"], "demo-" + secrets.token_hex(6)
    # The code of the step before this one: the one that is shown now stays good for the first sign-in by hand.
    given |= {"code": code_of(secret, time.time() - 30), "new_password": password}
    status, answer = post(port, authority, given)
    if status != 200:
        sys.exit(f"demo: the console answered {status} {answer.get('code')}")
    return password, secret


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "code":
        with open(sys.argv[2]) as file:
            print(code_of(dict(line.rstrip("\n").split(": ", 1) for line in file)["authenticator secret"], time.time()))
        return
    port, authority, name, path = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
    password, secret = enrol(port, authority, name, sys.stdin.read().strip())
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(f"name: {name}\npassword: {password}\nauthenticator secret: {secret}\n")


main()
