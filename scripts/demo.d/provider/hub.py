"""The hub's provider API (docs/features/integration.md): one call, one connection, verified TLS, the token from a file."""
import base64
import http.client
import json
import socket
import ssl


class Refused(Exception):
    """The hub said no, and nothing happened. `code` says why: "contact_not_approved", "messaging_suspended" …"""

    def __init__(self, status, body):
        super().__init__(f"{status} {body.get('code')}: {body.get('detail')}")
        self.status, self.code = status, body.get("code", "")


class Unreached(Exception):
    """Nobody knows whether it happened: the same call with the same key is to be made again."""


class Connection(http.client.HTTPSConnection):
    """To an address; the certificate is the hub's by its name, whatever the address is."""

    def __init__(self, address, name, context):
        super().__init__(name, 443, context=context, timeout=30)
        self.address = address

    def connect(self):
        self.sock = self._context.wrap_socket(socket.create_connection(self.address, self.timeout), server_hostname=self.host)


class Hub:
    def __init__(self, address, name, authority, token):
        host, port = address.rsplit(":", 1)
        self.address, self.name, self.token = (host, int(port)), name, token
        self.context = ssl.create_default_context(cafile=authority)

    def call(self, method, path, body=None):
        connection = Connection(self.address, self.name, self.context)
        headers = {"Authorization": "Bearer " + self.token, "Content-Type": "application/json"}
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            content = json.loads(answer.read() or "{}")
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise Unreached(str(error)) from error
        finally:
            connection.close()
        if answer.status >= 500:
            raise Unreached(f"{answer.status} {content.get('code')}")
        if answer.status >= 400:
            raise Refused(answer.status, content)
        return content

    def events(self, after):
        return self.call("GET", f"/api/v1/events?after={after}&limit=200")

    def outbound(self):
        return self.call("GET", "/api/v1/outbound?limit=200")["messages"]

    def acknowledge(self, message):
        self.call("POST", f"/api/v1/outbound/{message}/acknowledge", {})

    def decision(self, message):
        return self.call("GET", f"/api/v1/inbound/{message}")

    def contact(self, contact):
        return self.call("GET", f"/api/v1/contacts/{contact}")

    def contacts_of(self, resident):
        return self.call("GET", f"/api/v1/residents/{resident}/contacts")["contacts"]

    def invite(self, resident_number, name, relationship, address):
        """The key is the invitation's own: asked twice, it is one."""
        return self.call("POST", "/api/v1/invitations", {"resident_number": resident_number, "name": name, "relationship": relationship,
                                                         "address": address, "idempotency_key": f"invite/{resident_number}/{address}"[:64]})

    def write(self, message):
        """`message`: as it is kept until the hub has it: resident_id, contact_id, text, language, key; photos as bytes; prepaid_replies."""
        body = {"resident_id": message["resident_id"], "contact_id": message["contact_id"], "text": message["text"], "language": message["language"],
                "idempotency_key": message["key"]}
        if message.get("photo"):
            body["photos"] = [message["photo"]]
        if message.get("prepaid_replies"):
            body["prepaid_replies"] = message["prepaid_replies"]
        return self.call("POST", "/api/v1/inbound", body)


def as_base64(picture):
    return base64.b64encode(picture).decode()
