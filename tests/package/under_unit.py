"""Starts a program under the system call filter of a service unit, as systemd would: under_unit.py UNIT PROGRAM [argument…]

systemd-analyze names what the filter's sets hold; libseccomp closes it. What else a unit takes away needs a running systemd.
"""
import ctypes, ctypes.util, os, pathlib, subprocess, sys

ALLOW, ERRNO_EPERM, NO_NEW_PRIVS = 0x7FFF0000, 0x00050001, 38
UNKNOWN = -1  # what libseccomp says of a call that this architecture or version does not know


def sets():
    """Each set's members, which may be sets themselves."""
    found, name = {}, None
    for line in subprocess.run(["systemd-analyze", "syscall-filter", "--no-pager"], capture_output=True, text=True, check=True).stdout.splitlines():
        if line.startswith("@"):
            name = line.split()[0]
            found[name] = []
        elif name and line.startswith("    ") and line.strip()[:1] not in ("#", ""):
            found[name].append(line.strip())
    return found


def members(word, known):
    if not word.startswith("@"):
        return {word}
    return {call for part in known[word] for call in members(part, known)}


def allowed(unit):
    """The calls that the unit's SystemCallFilter= lines leave, read from the first to the last."""
    known = sets()
    calls = members("@default", known)
    lines = [line.split("=", 1)[1] for line in pathlib.Path(unit).read_text().splitlines() if line.startswith("SystemCallFilter=")]
    assert lines and not lines[0].startswith("~"), "the filter is an allow list"
    for line in lines:
        for word in line.lstrip("~").split():
            calls = calls - members(word, known) if line.startswith("~") else calls | members(word, known)
    return calls


def close(unit):
    library = ctypes.CDLL(ctypes.util.find_library("seccomp") or "libseccomp.so.2", use_errno=True)
    library.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(ERRNO_EPERM)))
    for call in sorted(allowed(unit)):
        number = library.seccomp_syscall_resolve_name(call.encode())
        if number != UNKNOWN:
            library.seccomp_rule_add_array(context, ctypes.c_uint32(ALLOW), ctypes.c_int(number), ctypes.c_uint(0), None)
    ctypes.CDLL(None).prctl(NO_NEW_PRIVS, 1, 0, 0, 0)
    if library.seccomp_load(context) != 0:
        sys.exit("under_unit: the filter cannot be closed")


if __name__ == "__main__":
    close(sys.argv[1])
    os.execv(sys.argv[2], sys.argv[2:])
