#include <cmath>

#include "platform/facility/sample/paint/scenes.h"

namespace dayroom::facility::sample::scenes {
namespace {

void skyline(Painter& p, float ground, Rgb far, Rgb near, Rgb lit, std::uint64_t dark_one_in) {
    for (int row = 0; row < 2; ++row) {
        float x = -0.05F;
        while (x < p.right()) {
            const float wide = p.between(0.09F, 0.18F);
            const float tall = p.between(0.18F, 0.48F) - 0.1F * static_cast<float>(row);
            p.rect(x, ground - tall, wide, tall + 0.02F, Paint(row == 0 ? far : near));
            for (float wy = ground - tall + 0.03F; row == 1 && wy < ground - 0.04F; wy += 0.045F) {
                for (float wx = x + 0.02F; wx < x + wide - 0.025F; wx += 0.035F) {
                    if (!p.one_in(dark_one_in)) p.rect(wx, wy, 0.016F, 0.024F, Paint(lit, 0.85F));
                }
            }
            x += wide + p.between(0, 0.015F);
        }
    }
}

void wheel(Painter& p, Spot at, float r) {
    p.disc(at, r, rgb(0x1c1c1f));
    p.disc(at, r * 0.55F, rgb(0xb9bec4));
    p.disc(at, r * 0.2F, rgb(0x55595e));
}

void ring(Painter& p, Spot at, float r, float thickness, Rgb colour) {
    for (int i = 0; i < 40; ++i) {
        const float from = 6.2832F * static_cast<float>(i) / 40;
        const float to = from + 6.2832F / 40;
        p.line({at.x + r * std::cos(from), at.y + r * std::sin(from)},
               {at.x + r * std::cos(to), at.y + r * std::sin(to)}, thickness, colour);
    }
}

}  // namespace

void city_day(Painter& p) {
    p.fill(rgb(0x8cc0e6), rgb(0xf1ede0));
    skyline(p, 0.74F, rgb(0xa9b7c4), p.any({rgb(0x8a6f60), rgb(0x6f7f8a), rgb(0x9a7a55)}), rgb(0xdcecf5), 5);
    p.rect(0, 0.74F, p.right(), 0.05F, rgb(0xb9b4aa));
    p.rect(0, 0.79F, p.right(), 0.22F, Paint(rgb(0x6a6c70), rgb(0x4b4d52), 1));
    for (int i = 0; i < 7; ++i) p.rect(p.right() * static_cast<float>(i) / 6, 0.89F, 0.1F, 0.012F, rgb(0xf0e6b8));
    for (int i = 0; i < 4; ++i) {
        const float x = p.right() * p.between(0.05F, 0.95F);
        p.line({x, 0.78F}, {x, 0.62F}, 0.012F, rgb(0x5a4030));
        p.disc({x, 0.57F}, 0.07F, Paint(rgb(0x6fa052), rgb(0x3f7038), 1));
    }
}

void city_night(Painter& p) {
    p.fill(rgb(0x0d1333), rgb(0x40325c));
    for (int i = 0; i < 50; ++i)
        p.disc({p.between(0, p.right()), p.between(0, 0.4F)}, 0.002F, Paint(rgb(0xffffff), 0.7F));
    skyline(p, 0.8F, rgb(0x232a4d), rgb(0x141a36), rgb(0xffd98a), 3);
    p.rect(0, 0.8F, p.right(), 0.21F, Paint(rgb(0x1b2145), rgb(0x0a0e22), 1));
    for (int i = 0; i < 60; ++i)
        p.ellipse({p.between(0, p.right()), p.between(0.82F, 0.99F)}, 0.03F, 0.003F, Paint(rgb(0xffcf7a), 0.35F));
}

void church(Painter& p) {
    p.fill(rgb(0x85b8e0), rgb(0xf5ecd8));
    p.ridge(0.8F, 0.02F, 1, Paint(rgb(0x86ad62), rgb(0x477a3b), 1));
    const float x = p.right() * 0.42F;
    const Rgb wall = p.any({rgb(0xf4efe4), rgb(0xc98d68)});
    p.rect(x, 0.5F, 0.5F, 0.34F, Paint(wall, mix(wall, rgb(0x000000), 0.12F), 1));
    p.polygon({{x - 0.03F, 0.51F}, {x + 0.25F, 0.33F}, {x + 0.53F, 0.51F}}, Paint(rgb(0x6a4a42), rgb(0x4f342e), 1));
    p.rect(x + 0.17F, 0.24F, 0.16F, 0.6F, Paint(wall, mix(wall, rgb(0x000000), 0.08F), 1));
    p.polygon({{x + 0.15F, 0.25F}, {x + 0.25F, 0.06F}, {x + 0.35F, 0.25F}}, rgb(0x5a3d36));
    p.line({x + 0.25F, 0.07F}, {x + 0.25F, 0.005F}, 0.007F, rgb(0x3c2a25));
    p.line({x + 0.227F, 0.03F}, {x + 0.273F, 0.03F}, 0.007F, rgb(0x3c2a25));
    p.round_rect(x + 0.205F, 0.66F, 0.09F, 0.2F, 0.04F, rgb(0x6b4630));
    for (const float at : {0.05F, 0.39F})
        p.round_rect(x + at, 0.57F, 0.06F, 0.14F, 0.028F, Paint(rgb(0x7fb0d6), rgb(0xd9a54a), 1));
    p.disc({x + 0.25F, 0.36F}, 0.035F, rgb(0x5f8fb5));
}

void car(Painter& p) {
    p.fill(rgb(0xa3c9e2), rgb(0xeef0e6));
    p.rect(0, 0.42F, p.right(), 0.3F, Paint(rgb(0xb58a70), rgb(0x9a6f58), 1));
    for (int i = 0; i < 5; ++i)
        p.rect(p.right() * (0.05F + 0.2F * static_cast<float>(i)), 0.48F, 0.09F, 0.12F, rgb(0xdfeaf0));
    p.rect(0, 0.72F, p.right(), 0.29F, Paint(rgb(0x7a7c80), rgb(0x55575b), 1));
    const float x = p.right() / 2;
    const Rgb paint = p.any({rgb(0xb23a35), rgb(0x2f6ea5), rgb(0x3f7a52), rgb(0xd9d5cc), rgb(0x35373c)});
    p.polygon({{x - 0.26F, 0.62F}, {x - 0.16F, 0.47F}, {x + 0.14F, 0.47F}, {x + 0.27F, 0.62F}},
              Paint(mix(paint, rgb(0xffffff), 0.15F)));
    p.polygon({{x - 0.21F, 0.61F}, {x - 0.14F, 0.5F}, {x - 0.02F, 0.5F}, {x - 0.02F, 0.61F}}, rgb(0xc4dbe6));
    p.polygon({{x + 0.01F, 0.61F}, {x + 0.01F, 0.5F}, {x + 0.12F, 0.5F}, {x + 0.21F, 0.61F}}, rgb(0xc4dbe6));
    p.round_rect(x - 0.42F, 0.6F, 0.84F, 0.17F, 0.05F, Paint(mix(paint, rgb(0xffffff), 0.2F), paint, 1));
    wheel(p, {x - 0.25F, 0.77F}, 0.085F);
    wheel(p, {x + 0.25F, 0.77F}, 0.085F);
    p.ellipse({x + 0.4F, 0.66F}, 0.018F, 0.025F, rgb(0xfff2b8));
    p.ellipse({x - 0.41F, 0.66F}, 0.012F, 0.025F, rgb(0xd93a30));
}

void bicycle(Painter& p) {
    p.fill(rgb(0xd9cdb8), rgb(0xb9a78c));
    for (int row = 0; row < 14; ++row) {
        p.rect(0, 0.06F * static_cast<float>(row), p.right(), 0.003F, Paint(rgb(0x8f7d64), 0.5F));
    }
    p.rect(0, 0.82F, p.right(), 0.19F, Paint(rgb(0x8e9189), rgb(0x6c6f68), 1));
    const float x = p.right() / 2;
    const Rgb frame = p.any({rgb(0xb8323e), rgb(0x1f6f8b), rgb(0x3f7a52), rgb(0xd99a2e)});
    const Spot back{x - 0.26F, 0.68F};
    const Spot front{x + 0.26F, 0.68F};
    for (const Spot at : {back, front}) {
        ring(p, at, 0.17F, 0.016F, rgb(0x222326));
        for (int i = 0; i < 9; ++i) {
            const float angle = 0.698F * static_cast<float>(i);
            p.line(at, {at.x + 0.165F * std::cos(angle), at.y + 0.165F * std::sin(angle)}, 0.002F, rgb(0x5c6066));
        }
    }
    const Spot pedal{x - 0.03F, 0.69F};
    const Spot seat{x - 0.11F, 0.44F};
    const Spot head{x + 0.19F, 0.46F};
    p.path({back, seat, head, pedal, back}, 0.016F, frame);
    p.line(pedal, seat, 0.016F, frame);
    p.path({front, head, {x + 0.17F, 0.39F}, {x + 0.25F, 0.37F}}, 0.014F, frame);
    p.ellipse({seat.x, seat.y - 0.025F}, 0.065F, 0.018F, rgb(0x2a2320));
    p.disc(pedal, 0.03F, rgb(0x44474c));
}

void kite(Painter& p) {
    p.fill(rgb(0x5fa9e0), rgb(0xe2f0f4));
    for (int i = 0; i < 4; ++i)
        p.ellipse({p.between(0, p.right()), p.between(0.1F, 0.4F)}, 0.16F, 0.04F, Paint(rgb(0xffffff), 0.6F));
    p.ridge(0.84F, 0.03F, 1, Paint(rgb(0x8bb85c), rgb(0x4a7f36), 1));
    const Spot at{p.right() * p.between(0.45F, 0.7F), p.between(0.25F, 0.35F)};
    const Rgb left = p.any({rgb(0xe2473f), rgb(0xf0a52b)});
    const Rgb right = p.any({rgb(0x3e7fc0), rgb(0x8b4fa8)});
    p.path({at, {at.x - 0.1F, at.y + 0.3F}, {p.right() * 0.25F, 0.9F}}, 0.003F, rgb(0xfdfdfd));
    p.polygon({{at.x, at.y - 0.15F}, {at.x - 0.1F, at.y}, {at.x, at.y + 0.18F}}, left);
    p.polygon({{at.x, at.y - 0.15F}, {at.x + 0.1F, at.y}, {at.x, at.y + 0.18F}}, right);
    for (int i = 0; i < 5; ++i) {
        const Spot bow{at.x - 0.02F + 0.02F * static_cast<float>(i % 2), at.y + 0.22F + 0.05F * static_cast<float>(i)};
        p.polygon({bow, {bow.x - 0.03F, bow.y - 0.018F}, {bow.x - 0.03F, bow.y + 0.018F}}, left);
        p.polygon({bow, {bow.x + 0.03F, bow.y - 0.018F}, {bow.x + 0.03F, bow.y + 0.018F}}, right);
    }
}

void rain_window(Painter& p) {
    p.fill(rgb(0x4d6273), rgb(0x7c8f98));
    for (int i = 0; i < 16; ++i) {
        p.glow({p.between(0, p.right()), p.between(0.4F, 0.9F)}, p.between(0.06F, 0.16F),
               p.any({rgb(0xffd28a), rgb(0xff9a6a), rgb(0xbfe0ff)}), 0.5F);
    }
    for (int i = 0; i < 130; ++i) {
        const Spot at{p.between(0, p.right()), p.between(0, 1)};
        const float r = p.between(0.003F, 0.012F);
        p.ellipse(at, r, r * 1.3F, Paint(rgb(0xe3eef4), rgb(0x8fa6b3), 0.6F));
        if (p.one_in(5)) p.line(at, {at.x, at.y - p.between(0.05F, 0.16F)}, r * 0.8F, Paint(rgb(0xc4d4dd), 0.35F));
    }
    p.rect(p.right() / 2 - 0.02F, 0, 0.04F, 1, Paint(rgb(0xe8e2d6), rgb(0xc9c1b2), 1));
    p.rect(0, 0.93F, p.right(), 0.08F, Paint(rgb(0xf1ece1), rgb(0xcfc7b8), 1));
}

void soccer_field(Painter& p) {
    p.fill(rgb(0x93c6ea), rgb(0xe9f1ea));
    p.ridge(0.4F, 0.03F, 2, Paint(rgb(0x5f8a58), rgb(0x4a7648), 1));
    for (int i = 0; i < 8; ++i) {
        const float y = 0.44F + 0.07F * static_cast<float>(i);
        p.rect(0, y, p.right(), 0.075F, Paint(i % 2 == 0 ? rgb(0x4f9a45) : rgb(0x5aa850)));
    }
    const float x = p.right() * 0.5F;
    for (int i = 0; i < 12; ++i)
        p.line({x - 0.2F + 0.036F * static_cast<float>(i), 0.38F}, {x - 0.2F + 0.036F * static_cast<float>(i), 0.52F},
               0.002F, Paint(rgb(0xffffff), 0.7F));
    p.path({{x - 0.2F, 0.54F}, {x - 0.2F, 0.37F}, {x + 0.2F, 0.37F}, {x + 0.2F, 0.54F}}, 0.012F, rgb(0xffffff));
    p.path({{x - 0.45F, 0.66F}, {x - 0.35F, 0.54F}, {x + 0.35F, 0.54F}, {x + 0.45F, 0.66F}, {x - 0.45F, 0.66F}}, 0.007F,
           Paint(rgb(0xffffff), 0.9F));
    const Spot ball{p.right() * p.between(0.3F, 0.7F), 0.85F};
    p.ellipse({ball.x + 0.02F, ball.y + 0.075F}, 0.09F, 0.02F, Paint(rgb(0x1d3a1a), 0.5F));
    p.disc(ball, 0.08F, Paint(rgb(0xffffff), rgb(0xd3d7da), 1));
    for (int i = 0; i < 5; ++i) {
        const float angle = 1.2566F * static_cast<float>(i);
        p.disc({ball.x + 0.055F * std::cos(angle), ball.y + 0.055F * std::sin(angle)}, 0.017F, rgb(0x26282b));
    }
    p.disc(ball, 0.023F, rgb(0x26282b));
}

void basketball(Painter& p) {
    p.fill(rgb(0xdac39a), rgb(0xc9a874));
    p.rect(0, 0.62F, p.right(), 0.39F, Paint(rgb(0xd39a58), rgb(0xa76b34), 1));
    for (int i = 0; i < 12; ++i)
        p.line({p.right() * static_cast<float>(i) / 11, 0.62F},
               {p.right() * (static_cast<float>(i) * 1.4F / 11 - 0.2F), 1}, 0.002F, Paint(rgb(0x7c4d25), 0.5F));
    const float x = p.right() * 0.6F;
    p.rect(x - 0.18F, 0.1F, 0.36F, 0.26F, Paint(rgb(0xfafafa), rgb(0xe2e4e6), 1));
    p.path({{x - 0.07F, 0.2F}, {x + 0.07F, 0.2F}, {x + 0.07F, 0.31F}, {x - 0.07F, 0.31F}, {x - 0.07F, 0.2F}}, 0.008F,
           rgb(0xd2452f));
    p.ellipse({x, 0.36F}, 0.08F, 0.018F, rgb(0xd2452f));
    for (int i = 0; i < 7; ++i)
        p.line({x - 0.075F + 0.025F * static_cast<float>(i), 0.37F},
               {x - 0.045F + 0.015F * static_cast<float>(i), 0.48F}, 0.003F, rgb(0xffffff));
    const Spot ball{p.right() * p.between(0.25F, 0.4F), 0.78F};
    p.ellipse({ball.x, ball.y + 0.13F}, 0.12F, 0.022F, Paint(rgb(0x5a3416), 0.5F));
    p.disc(ball, 0.125F, Paint(rgb(0xf08a3a), rgb(0xb5541c), 1));
    ring(p, ball, 0.125F, 0.006F, rgb(0x3a1f0e));
    p.line({ball.x - 0.125F, ball.y}, {ball.x + 0.125F, ball.y}, 0.006F, rgb(0x3a1f0e));
    p.line({ball.x, ball.y - 0.125F}, {ball.x, ball.y + 0.125F}, 0.006F, rgb(0x3a1f0e));
}

}  // namespace dayroom::facility::sample::scenes
