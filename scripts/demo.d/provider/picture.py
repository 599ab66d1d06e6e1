"""A photo of the provider's own: hills under an evening sky, painted from a random number, as PNG. Standard library only."""
import struct
import zlib

WIDTH, HEIGHT = 480, 320


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def mix(one, other, share):
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other))


def ridge(random, base, rough):
    """Heights of one range of hills, by halving: each middle lies near the mean of its neighbors."""
    heights = [base + random.uniform(-rough, rough) for _ in range(2)]
    while len(heights) < WIDTH:
        rough *= 0.55
        heights = [value for left, right in zip(heights, heights[1:]) for value in (left, (left + right) / 2 + random.uniform(-rough, rough))] + heights[-1:]
    return [heights[at * (len(heights) - 1) // (WIDTH - 1)] for at in range(WIDTH)]


def paint(random):
    """PNG, 480 by 320."""
    top = (random.randint(40, 90), random.randint(60, 120), random.randint(140, 200))
    low = (random.randint(230, 255), random.randint(150, 210), random.randint(110, 160))
    hills = [(ridge(random, HEIGHT * share, 40), mix((90, 110, 140), (24, 50, 44), depth)) for share, depth in ((0.5, 0), (0.66, 0.5), (0.82, 1))]
    sun = (random.randint(60, WIDTH - 60), random.randint(60, 150), random.randint(18, 34))
    rows = []
    for y in range(HEIGHT):
        sky = mix(top, low, y / HEIGHT)
        row = bytearray(b"\0")
        for x in range(WIDTH):
            color = (255, 236, 190) if (x - sun[0]) ** 2 + (y - sun[1]) ** 2 < sun[2] ** 2 else sky
            for heights, shade in hills:
                if y > heights[x]:
                    color = shade
            row += bytes(color)
        rows.append(bytes(row))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"".join(rows), 6)) + chunk(b"IEND", b"")
