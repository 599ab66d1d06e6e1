#include <cmath>

#include "platform/facility/sample/paint/scenes.h"

namespace dayroom::facility::sample::scenes {
namespace {

void table(Painter& p) {
    const Rgb wall = p.any({rgb(0x6d4f47), rgb(0x4f5f6b), rgb(0x5f6b52), rgb(0x7a5f4a)});
    p.fill(mix(wall, rgb(0xffffff), 0.3F), wall);
    for (int i = 0; i < 9; ++i) {
        p.glow({p.between(0, p.right()), p.between(0, 0.55F)}, p.between(0.06F, 0.16F), rgb(0xffe2b0), 0.35F);
    }
    p.rect(0, 0.7F, p.right(), 0.31F, Paint(rgb(0xb98c63), rgb(0x84603f), 1));
    for (int i = 0; i < 6; ++i) {
        const float y = p.between(0.72F, 1);
        p.line({0, y}, {p.right(), y + p.between(-0.01F, 0.01F)}, 0.002F, Paint(rgb(0x5c402a), 0.5F));
    }
}

void cloth(Painter& p) {
    const Rgb colour = p.any({rgb(0xc9d6df), rgb(0xe8d9c5), rgb(0xd0dcc8), rgb(0xe3c9c9)});
    p.fill(colour, mix(colour, rgb(0x000000), 0.12F));
    for (int i = 0; i < 24; ++i) {
        const float at = p.right() * static_cast<float>(i) / 23;
        p.rect(at, 0, 0.012F, 1, Paint(rgb(0xffffff), 0.3F));
        p.rect(0, static_cast<float>(i) / 23, p.right(), 0.012F, Paint(rgb(0xffffff), 0.3F));
    }
}

void candle(Painter& p, Spot foot, float tall) {
    p.rect(foot.x - 0.008F, foot.y - tall, 0.016F, tall, p.any({rgb(0xf2a0b0), rgb(0x9cc7e6), rgb(0xf6e08c)}));
    p.glow({foot.x, foot.y - tall - 0.02F}, 0.08F, rgb(0xffe39a), 0.7F);
    p.ellipse({foot.x, foot.y - tall - 0.02F}, 0.009F, 0.02F, Paint(rgb(0xfff6c8), rgb(0xf79b34), 1));
}

void plate(Painter& p, Spot at, float r) {
    p.ellipse({at.x + 0.01F, at.y + 0.02F}, r, r * 0.98F, Paint(rgb(0x000000), 0.25F));
    p.disc(at, r, Paint(rgb(0xffffff), rgb(0xe6e3dc), 1));
    p.disc(at, r * 0.76F, Paint(rgb(0xf1efe9), rgb(0xfbfaf7), 1));
}

void star_burst(Painter& p, Spot at, float r, Rgb colour) {
    p.glow(at, r * 1.1F, colour, 0.3F);
    for (int ray = 0; ray < 26; ++ray) {
        const float angle = 6.2832F * static_cast<float>(ray) / 26;
        for (int bit = 3; bit < 9; ++bit) {
            const float far = r * static_cast<float>(bit) / 8;
            p.disc({at.x + far * std::cos(angle), at.y + far * std::sin(angle) + far * far * 0.3F}, 0.0035F,
                   Paint(mix(colour, rgb(0xffffff), static_cast<float>(8 - bit) / 6), 0.9F));
        }
    }
}

}  // namespace

void birthday_cake(Painter& p) {
    table(p);
    const float x = p.right() / 2;
    const Rgb icing = p.any({rgb(0xf5c6d3), rgb(0xcfe5f2), rgb(0xf7ecd2), rgb(0x8a5a3a)});
    p.ellipse({x, 0.86F}, 0.42F, 0.07F, rgb(0xeceae4));
    p.rect(x - 0.34F, 0.6F, 0.68F, 0.25F, Paint(mix(icing, rgb(0xffffff), 0.2F), icing, 1));
    p.ellipse({x, 0.85F}, 0.34F, 0.05F, icing);
    p.rect(x - 0.23F, 0.44F, 0.46F, 0.17F, Paint(mix(icing, rgb(0xffffff), 0.35F), icing, 1));
    p.ellipse({x, 0.6F}, 0.34F, 0.045F, Paint(mix(icing, rgb(0xffffff), 0.45F)));
    p.rect(x - 0.23F, 0.46F, 0.46F, 0.14F, Paint(mix(icing, rgb(0xffffff), 0.35F), icing, 1));
    p.ellipse({x, 0.45F}, 0.23F, 0.035F, Paint(mix(icing, rgb(0xffffff), 0.55F)));
    for (int i = 0; i < 14; ++i) {
        p.disc({x - 0.33F + 0.051F * static_cast<float>(i), 0.63F}, 0.022F, Paint(rgb(0xffffff), 0.9F));
    }
    for (int i = 0; i < 60; ++i) {
        p.ellipse({x + p.between(-0.32F, 0.32F), p.between(0.67F, 0.83F)}, 0.008F, 0.003F,
                  p.any({rgb(0xe2536b), rgb(0x4fa3d1), rgb(0xf2c53d), rgb(0x66b36a)}), p.between(0, 3));
    }
    const int candles = 4 + (p.one_in(2) ? 3 : 0);
    for (int i = 0; i < candles; ++i) {
        candle(p, {x - 0.17F + 0.34F * static_cast<float>(i) / static_cast<float>(candles - 1), 0.45F}, 0.13F);
    }
}

void cupcakes(Painter& p) {
    table(p);
    for (int i = 0; i < 3; ++i) {
        const float x = p.right() * (0.22F + 0.28F * static_cast<float>(i));
        const Rgb icing = p.any({rgb(0xf2a9bd), rgb(0xa8d8d0), rgb(0xf5e3a0), rgb(0xcdb5e3)});
        p.polygon({{x - 0.11F, 0.64F}, {x + 0.11F, 0.64F}, {x + 0.085F, 0.84F}, {x - 0.085F, 0.84F}},
                  Paint(rgb(0xd9a86c), rgb(0xa9773f), 1));
        for (int layer = 0; layer < 3; ++layer) {
            const float half = 0.13F - 0.035F * static_cast<float>(layer);
            p.ellipse({x, 0.63F - 0.06F * static_cast<float>(layer)}, half, 0.05F,
                      Paint(mix(icing, rgb(0xffffff), 0.3F), icing, 1));
        }
        if (i == 1)
            candle(p, {x, 0.48F}, 0.1F);
        else
            p.disc({x, 0.47F}, 0.025F, rgb(0xc5283d));
    }
}

void bread(Painter& p) {
    table(p);
    const float x = p.right() / 2;
    p.round_rect(x - 0.45F, 0.76F, 0.9F, 0.12F, 0.03F, Paint(rgb(0x8c5f3a), rgb(0x6b4527), 1));
    p.ellipse({x, 0.66F}, 0.38F, 0.17F, Paint(rgb(0xe2a65a), rgb(0x9a5a23), 1));
    for (int i = 0; i < 4; ++i) {
        const float at = x - 0.22F + 0.15F * static_cast<float>(i);
        p.ellipse({at, 0.6F}, 0.018F, 0.09F, Paint(rgb(0xf6dcae), 0.9F), 0.5F);
    }
    for (int i = 0; i < 70; ++i)
        p.disc({x + p.between(-0.3F, 0.3F), p.between(0.54F, 0.7F)}, 0.004F, Paint(rgb(0xfff6e6), 0.6F));
}

void coffee_cup(Painter& p) {
    table(p);
    const float x = p.right() * 0.48F;
    const Rgb cup = p.any({rgb(0xf4efe6), rgb(0x2f5d6b), rgb(0xb5473a)});
    p.ellipse({x, 0.86F}, 0.3F, 0.06F, Paint(mix(cup, rgb(0x000000), 0.12F)));
    p.ellipse({x + 0.2F, 0.65F}, 0.1F, 0.09F, cup);
    p.ellipse({x + 0.2F, 0.65F}, 0.06F, 0.055F, rgb(0xa67b56));
    p.polygon({{x - 0.19F, 0.52F}, {x + 0.19F, 0.52F}, {x + 0.13F, 0.85F}, {x - 0.13F, 0.85F}},
              Paint(mix(cup, rgb(0xffffff), 0.2F), cup, 1));
    p.ellipse({x, 0.52F}, 0.19F, 0.045F, Paint(mix(cup, rgb(0xffffff), 0.4F)));
    p.ellipse({x, 0.525F}, 0.165F, 0.035F, rgb(0x3d2415));
    for (int i = 0; i < 3; ++i) {
        const float at = x - 0.08F + 0.08F * static_cast<float>(i);
        p.path({{at, 0.46F}, {at + 0.02F, 0.38F}, {at - 0.02F, 0.3F}, {at + 0.01F, 0.22F}}, 0.012F,
               Paint(rgb(0xffffff), 0.25F));
    }
}

void food_plate(Painter& p) {
    cloth(p);
    const Spot at{p.right() / 2, 0.52F};
    plate(p, at, 0.38F);
    for (int i = 0; i < 240; ++i) {
        const float far = 0.13F * std::sqrt(p.between(0, 1));
        const float angle = p.between(0, 6.28F);
        p.ellipse({at.x - 0.11F + far * std::cos(angle), at.y - 0.08F + far * std::sin(angle)}, 0.009F, 0.004F,
                  Paint(rgb(0xfdf3d2), rgb(0xe9d49b), 1), p.between(0, 3));
    }
    for (int i = 0; i < 60; ++i) {
        p.ellipse({at.x + 0.1F + p.between(-0.09F, 0.09F), at.y - 0.06F + p.between(-0.08F, 0.1F)}, 0.013F, 0.009F,
                  p.any({rgb(0x5b2a1e), rgb(0x74372a), rgb(0x3f1c15)}));
    }
    p.ellipse({at.x, at.y + 0.13F}, 0.17F, 0.07F, Paint(rgb(0xc5803c), rgb(0x8a4f1f), 1), 0.15F);
    for (int i = 0; i < 12; ++i)
        p.ellipse({at.x + p.between(-0.2F, 0.2F), at.y + p.between(-0.2F, 0.2F)}, 0.02F, 0.009F, rgb(0x4f8f3a),
                  p.between(0, 3));
    for (const float side : {-0.52F, 0.5F})
        p.round_rect(at.x + side, 0.25F, 0.02F, 0.55F, 0.009F, Paint(rgb(0xdfe3e6), rgb(0x9aa3aa), 1));
}

void soup_bowl(Painter& p) {
    cloth(p);
    const Spot at{p.right() / 2, 0.52F};
    const Rgb broth = p.any({rgb(0xd98a2e), rgb(0xb5502b), rgb(0xc9a24e)});
    p.ellipse({at.x + 0.012F, at.y + 0.025F}, 0.36F, 0.355F, Paint(rgb(0x000000), 0.3F));
    p.disc(at, 0.35F, Paint(rgb(0x3d6d86), rgb(0x234656), 1));
    p.disc(at, 0.3F, Paint(mix(broth, rgb(0xffffff), 0.15F), broth, 1));
    for (int i = 0; i < 26; ++i) {
        const float far = 0.25F * std::sqrt(p.between(0, 1));
        const float angle = p.between(0, 6.28F);
        const Spot bit{at.x + far * std::cos(angle), at.y + far * std::sin(angle)};
        p.ellipse(bit, p.between(0.02F, 0.045F), 0.018F,
                  p.any({rgb(0xf0d9a0), rgb(0xd9552e), rgb(0x6e9a3f), rgb(0x8a4a2c)}), p.between(0, 3));
    }
    for (int i = 0; i < 50; ++i) {
        p.disc({at.x + p.between(-0.2F, 0.2F), at.y + p.between(-0.2F, 0.2F)}, 0.006F, Paint(rgb(0xffe9a8), 0.7F));
    }
}

void balloons(Painter& p) {
    p.fill(rgb(0x9fd0ee), rgb(0xfdf3e2));
    for (int i = 0; i < 11; ++i) {
        const Spot at{p.right() * p.between(0.1F, 0.9F), p.between(0.15F, 0.6F)};
        const Rgb colour = p.any({rgb(0xe0455a), rgb(0xf2b632), rgb(0x3f8fd0), rgb(0x57a85f), rgb(0x9a5fb8)});
        p.path({{at.x, at.y + 0.1F}, {at.x + p.between(-0.03F, 0.03F), at.y + 0.25F}, {p.right() / 2, 1.02F}}, 0.003F,
               rgb(0x6f6a66));
        p.ellipse(at, 0.085F, 0.105F, Paint(mix(colour, rgb(0xffffff), 0.25F), colour, 1));
        p.polygon({{at.x, at.y + 0.1F}, {at.x + 0.015F, at.y + 0.122F}, {at.x - 0.015F, at.y + 0.122F}}, colour);
        p.ellipse({at.x - 0.03F, at.y - 0.04F}, 0.014F, 0.026F, Paint(rgb(0xffffff), 0.6F), 0.4F);
    }
}

void christmas_tree(Painter& p) {
    p.fill(rgb(0x5a3a35), rgb(0x3c2624));
    p.rect(0, 0.86F, p.right(), 0.15F, Paint(rgb(0x8a6244), rgb(0x5f4029), 1));
    const float x = p.right() / 2;
    p.glow({x, 0.5F}, 0.6F, rgb(0xffd98a), 0.35F);
    p.rect(x - 0.03F, 0.82F, 0.06F, 0.08F, rgb(0x4c3222));
    for (int layer = 0; layer < 4; ++layer) {
        const float top = 0.14F + 0.16F * static_cast<float>(layer);
        const float half = 0.15F + 0.075F * static_cast<float>(layer);
        p.polygon({{x, top}, {x + half, top + 0.26F}, {x - half, top + 0.26F}}, Paint(rgb(0x3f7d4a), rgb(0x1f5231), 1));
    }
    for (int i = 0; i < 55; ++i) {
        const float y = p.between(0.24F, 0.85F);
        const float half = 0.08F + (y - 0.2F) * 0.4F;
        const Spot at{x + p.between(-half, half), y};
        const Rgb light = p.any({rgb(0xe84c4c), rgb(0xf7cf4a), rgb(0x57a6e8), rgb(0xf58ac0), rgb(0xfff3c2)});
        p.glow(at, 0.04F, light, 0.6F);
        p.disc(at, 0.011F, light);
    }
    p.glow({x, 0.13F}, 0.13F, rgb(0xfff2b0), 0.8F);
    for (int i = 0; i < 5; ++i) {
        const float angle = 1.2566F * static_cast<float>(i) - 1.57F;
        p.polygon({{x + 0.05F * std::cos(angle), 0.13F + 0.05F * std::sin(angle)},
                   {x + 0.02F * std::cos(angle + 0.9F), 0.13F + 0.02F * std::sin(angle + 0.9F)},
                   {x + 0.02F * std::cos(angle - 0.9F), 0.13F + 0.02F * std::sin(angle - 0.9F)}},
                  rgb(0xffdf5e));
    }
    for (int i = 0; i < 5; ++i) {
        const float at = x - 0.4F + 0.17F * static_cast<float>(i);
        const Rgb paper = p.any({rgb(0xb8323e), rgb(0x2f6f8f), rgb(0xd9b04a), rgb(0x5b8a4c)});
        p.rect(at, 0.84F, 0.12F, 0.1F, Paint(paper));
        p.rect(at + 0.05F, 0.84F, 0.02F, 0.1F, rgb(0xf7f0df));
    }
}

void pumpkin(Painter& p) {
    p.fill(rgb(0x2b2140), rgb(0x5a3a3a));
    p.rect(0, 0.8F, p.right(), 0.21F, Paint(rgb(0x6a4a33), rgb(0x3c2919), 1));
    const float x = p.right() / 2;
    p.rect(x - 0.025F, 0.26F, 0.05F, 0.12F, rgb(0x5f7a35));
    for (const float side : {-0.2F, 0.2F, -0.11F, 0.11F, 0.0F}) {
        p.ellipse({x + side, 0.6F}, 0.16F, 0.25F, Paint(rgb(0xf39a2e), rgb(0xc4611a), 1));
        p.ellipse({x + side, 0.6F}, 0.15F, 0.245F, Paint(rgb(0xf5a53b), rgb(0xd4711f), 0.6F));
    }
    p.glow({x, 0.6F}, 0.35F, rgb(0xffd95e), 0.5F);
    for (const float side : {-1.0F, 1.0F}) {
        p.polygon({{x + side * 0.06F, 0.56F}, {x + side * 0.17F, 0.56F}, {x + side * 0.12F, 0.46F}}, rgb(0xfff0a0));
    }
    p.polygon({{x - 0.03F, 0.62F}, {x + 0.03F, 0.62F}, {x, 0.57F}}, rgb(0xfff0a0));
    p.polygon({{x - 0.2F, 0.66F},
               {x - 0.1F, 0.7F},
               {x - 0.05F, 0.67F},
               {x, 0.71F},
               {x + 0.05F, 0.67F},
               {x + 0.1F, 0.7F},
               {x + 0.2F, 0.66F},
               {x + 0.12F, 0.77F},
               {x, 0.79F},
               {x - 0.12F, 0.77F}},
              rgb(0xfff0a0));
}

void lanterns(Painter& p) {
    p.fill(rgb(0x1d1f3f), rgb(0x59303c));
    for (int i = 0; i < 40; ++i)
        p.disc({p.between(0, p.right()), p.between(0, 0.6F)}, 0.002F, Paint(rgb(0xffffff), 0.7F));
    for (int i = 0; i < 7; ++i) {
        const Spot at{p.right() * (0.08F + 0.14F * static_cast<float>(i)), p.between(0.2F, 0.65F)};
        p.line({at.x, 0}, {at.x, at.y - 0.1F}, 0.004F, rgb(0x2a1410));
        p.glow(at, 0.22F, rgb(0xff9a4a), 0.45F);
        p.ellipse(at, 0.095F, 0.08F, Paint(rgb(0xf04a36), rgb(0xa81a1f), 1));
        p.ellipse(at, 0.05F, 0.08F, Paint(rgb(0xff8a4a), 0.5F));
        p.rect(at.x - 0.03F, at.y - 0.095F, 0.06F, 0.02F, rgb(0xd9a83a));
        p.rect(at.x - 0.03F, at.y + 0.07F, 0.06F, 0.02F, rgb(0xd9a83a));
        p.line({at.x, at.y + 0.09F}, {at.x, at.y + 0.17F}, 0.008F, rgb(0xd9a83a));
    }
}

void fireworks(Painter& p) {
    p.fill(rgb(0x0c1030), rgb(0x33254f));
    for (int i = 0; i < 6; ++i) {
        star_burst(p, {p.right() * p.between(0.12F, 0.88F), p.between(0.15F, 0.55F)}, p.between(0.12F, 0.22F),
                   p.any({rgb(0xff6a5e), rgb(0xffd75e), rgb(0x6ec6ff), rgb(0x9fe07a), rgb(0xe69cff)}));
    }
    p.ridge(0.88F, 0.03F, 1.3F, Paint(rgb(0x070a1c), 1));
    p.rect(0, 0.93F, p.right(), 0.08F, Paint(rgb(0x1b2344), rgb(0x0d1228), 1));
}

}  // namespace dayroom::facility::sample::scenes
