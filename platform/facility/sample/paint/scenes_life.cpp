#include <cmath>

#include "platform/facility/sample/paint/scenes.h"

namespace dayroom::facility::sample::scenes {
namespace {

void petals(Painter& p, Spot at, float r, int count, Rgb colour, Rgb heart) {
    for (int i = 0; i < count; ++i) {
        const float angle = 6.2832F * static_cast<float>(i) / static_cast<float>(count);
        p.ellipse({at.x + r * 0.62F * std::cos(angle), at.y + r * 0.62F * std::sin(angle)}, r * 0.5F, r * 0.24F,
                  Paint(mix(colour, rgb(0xffffff), 0.15F), colour, 1), angle);
    }
    p.disc(at, r * 0.36F, Paint(heart));
}

void table(Painter& p, Rgb wall, Rgb wood) {
    p.fill(mix(wall, rgb(0xffffff), 0.25F), wall);
    p.rect(0, 0.72F, p.right(), 0.3F, Paint(mix(wood, rgb(0xffffff), 0.2F), wood, 1));
}

void rose(Painter& p, Spot at, float r, Rgb colour) {
    p.disc(at, r, Paint(colour));
    for (int i = 0; i < 7; ++i) {
        const float part = 1 - static_cast<float>(i) / 8;
        const float angle = 2.4F * static_cast<float>(i);
        p.disc({at.x + r * 0.18F * part * std::cos(angle), at.y + r * 0.18F * part * std::sin(angle)}, r * part * 0.85F,
               Paint(mix(colour, i % 2 == 0 ? rgb(0x4a0c18) : rgb(0xffffff), 0.2F), 0.7F));
    }
}

void eyes(Painter& p, Spot centre, float apart, float r) {
    for (const float side : {-1.0F, 1.0F}) {
        p.disc({centre.x + side * apart, centre.y}, r, rgb(0x1c1512));
        p.disc({centre.x + side * apart + r * 0.3F, centre.y - r * 0.3F}, r * 0.3F, rgb(0xffffff));
    }
}

}  // namespace

void flowers_vase(Painter& p) {
    table(p, p.any({rgb(0xd8cbb8), rgb(0xb9cdc6), rgb(0xe3c9b8)}), rgb(0x8a6543));
    const float x = p.right() / 2;
    for (int i = 0; i < 13; ++i) {
        const Spot head{x + p.between(-0.24F, 0.24F), p.between(0.16F, 0.44F)};
        p.line(head, {x + p.between(-0.03F, 0.03F), 0.62F}, 0.007F, rgb(0x4c7a3d));
        petals(p, head, p.between(0.05F, 0.075F), 8,
               p.any({rgb(0xe5738a), rgb(0xf4c04a), rgb(0x9a6cc0), rgb(0xf7efe6)}), rgb(0xd99a2b));
    }
    p.polygon({{x - 0.09F, 0.56F}, {x + 0.09F, 0.56F}, {x + 0.06F, 0.82F}, {x - 0.06F, 0.82F}},
              Paint(rgb(0x9cc3d6), rgb(0x4f88a6), 0.95F));
    p.ellipse({x, 0.56F}, 0.09F, 0.018F, rgb(0xb9d9e6));
}

void roses(Painter& p) {
    p.fill(rgb(0x35452f), rgb(0x1e2b1c));
    const Rgb colour = p.any({rgb(0xb3203a), rgb(0xe08aa0), rgb(0xe9b949), rgb(0xf1e6dc)});
    for (int i = 0; i < 40; ++i) {
        p.ellipse({p.between(0, p.right()), p.between(0, 1)}, p.between(0.04F, 0.09F), 0.03F,
                  Paint(mix(rgb(0x3f6b38), rgb(0x223f22), p.between(0, 1)), 0.8F), p.between(0, 3));
    }
    for (int i = 0; i < 8; ++i)
        rose(p, {p.right() * p.between(0.1F, 0.9F), p.between(0.15F, 0.85F)}, p.between(0.08F, 0.13F), colour);
}

void sunflower(Painter& p) {
    p.fill(rgb(0x76b7e4), rgb(0xe6f2ee));
    p.ridge(0.8F, 0.02F, 1.3F, Paint(rgb(0x7aa54c), rgb(0x3f6e2b), 1));
    const int count = 1 + (p.one_in(2) ? 2 : 0);
    for (int i = 0; i < count; ++i) {
        const Spot at{p.right() * (count == 1 ? 0.5F : 0.2F + 0.3F * static_cast<float>(i)), p.between(0.3F, 0.45F)};
        const float r = count == 1 ? 0.26F : 0.17F;
        p.line(at, {at.x + 0.02F, 1}, 0.025F, rgb(0x4d8238));
        p.ellipse({at.x + 0.09F, 0.75F}, 0.1F, 0.04F, rgb(0x5b9440), -0.5F);
        petals(p, at, r, 20, rgb(0xf5b81f), rgb(0x5a3518));
        for (int seed = 0; seed < 60; ++seed) {
            const float far = r * 0.33F * std::sqrt(p.between(0, 1));
            const float angle = p.between(0, 6.28F);
            p.disc({at.x + far * std::cos(angle), at.y + far * std::sin(angle)}, 0.006F, Paint(rgb(0x2f1a0b), 0.8F));
        }
    }
}

void tulips(Painter& p) {
    p.fill(rgb(0xa9d4ea), rgb(0xf4f3e2));
    p.ridge(0.6F, 0.015F, 1, Paint(rgb(0x9cbf6c), rgb(0x4b7a35), 1));
    for (int i = 0; i < 34; ++i) {
        const float depth = p.between(0, 1);
        const float size = 0.035F + 0.05F * depth;
        const Spot at{p.between(0, p.right()), 0.55F + 0.3F * depth};
        const Rgb colour = p.any({rgb(0xd63a4e), rgb(0xf2a33a), rgb(0xe97fa5), rgb(0x8b4fa8)});
        p.line(at, {at.x, at.y + size * 3}, size * 0.16F, rgb(0x4f8a3c));
        p.ellipse({at.x + size * 0.5F, at.y + size * 2}, size * 0.9F, size * 0.22F, rgb(0x5c9a45), -1.0F);
        p.ellipse(at, size * 0.62F, size, Paint(mix(colour, rgb(0xffffff), 0.2F), colour, 1));
        p.polygon({{at.x - size * 0.6F, at.y - size * 0.2F},
                   {at.x - size * 0.45F, at.y - size * 1.15F},
                   {at.x, at.y - size * 0.6F},
                   {at.x + size * 0.45F, at.y - size * 1.15F},
                   {at.x + size * 0.6F, at.y - size * 0.2F}},
                  Paint(colour));
    }
}

void dog(Painter& p) {
    table(p, p.any({rgb(0xcfd8c4), rgb(0xd9c7b6), rgb(0xbfcad6)}), rgb(0xa47c55));
    const Rgb coat = p.any({rgb(0xb5783f), rgb(0x4a3a31), rgb(0xd9b98a), rgb(0x8a8480)});
    const float x = p.right() * p.between(0.42F, 0.58F);
    p.ellipse({x, 0.92F}, 0.26F, 0.3F, Paint(mix(coat, rgb(0xffffff), 0.1F), coat, 1));
    p.ellipse({x, 0.86F}, 0.13F, 0.2F, Paint(mix(coat, rgb(0xffffff), 0.55F)));
    p.disc({x, 0.45F}, 0.22F, Paint(mix(coat, rgb(0xffffff), 0.12F), coat, 1));
    for (const float side : {-1.0F, 1.0F}) {
        p.ellipse({x + side * 0.21F, 0.43F}, 0.07F, 0.17F, Paint(mix(coat, rgb(0x000000), 0.3F)), -side * 0.3F);
    }
    p.ellipse({x, 0.53F}, 0.13F, 0.1F, Paint(mix(coat, rgb(0xffffff), 0.6F)));
    p.ellipse({x, 0.48F}, 0.04F, 0.028F, rgb(0x1f1714));
    p.line({x, 0.5F}, {x, 0.55F}, 0.008F, rgb(0x1f1714));
    p.ellipse({x, 0.585F}, 0.035F, 0.045F, rgb(0xe0707c));
    eyes(p, {x, 0.4F}, 0.09F, 0.026F);
    p.round_rect(x - 0.15F, 0.64F, 0.3F, 0.035F, 0.015F, p.any({rgb(0xb3202e), rgb(0x1f6f8b)}));
    p.disc({x, 0.69F}, 0.025F, rgb(0xe2b53c));
}

void cat(Painter& p) {
    table(p, p.any({rgb(0xcad5dc), rgb(0xdccfc0), rgb(0xc9c0d6)}), rgb(0x7f6a5a));
    const Rgb coat = p.any({rgb(0xd98a3d), rgb(0x2b2a2e), rgb(0x9a938c), rgb(0xefe6d8)});
    const float x = p.right() * p.between(0.42F, 0.58F);
    p.path({{x + 0.2F, 0.9F}, {x + 0.34F, 0.85F}, {x + 0.38F, 0.72F}, {x + 0.33F, 0.62F}}, 0.05F, coat);
    p.ellipse({x, 0.86F}, 0.22F, 0.28F, Paint(mix(coat, rgb(0xffffff), 0.12F), coat, 1));
    for (const float side : {-1.0F, 1.0F}) {
        p.polygon({{x + side * 0.19F, 0.22F}, {x + side * 0.19F, 0.42F}, {x + side * 0.03F, 0.34F}}, Paint(coat));
        p.polygon({{x + side * 0.17F, 0.27F}, {x + side * 0.17F, 0.39F}, {x + side * 0.07F, 0.34F}}, rgb(0xe0a0a0));
    }
    p.ellipse({x, 0.47F}, 0.2F, 0.18F, Paint(mix(coat, rgb(0xffffff), 0.12F), coat, 1));
    const Rgb iris = p.any({rgb(0x9bbf4a), rgb(0xd9a72e)});
    for (const float side : {-1.0F, 1.0F}) {
        p.ellipse({x + side * 0.08F, 0.45F}, 0.035F, 0.03F, iris);
        p.ellipse({x + side * 0.08F, 0.45F}, 0.01F, 0.028F, rgb(0x14110f));
        for (int i = -1; i <= 1; ++i) {
            p.line({x + side * 0.05F, 0.55F}, {x + side * 0.27F, 0.53F + 0.03F * static_cast<float>(i)}, 0.004F,
                   Paint(rgb(0xf6f2ec), 0.9F));
        }
    }
    p.polygon({{x - 0.02F, 0.515F}, {x + 0.02F, 0.515F}, {x, 0.54F}}, rgb(0xd97f86));
    p.path({{x - 0.04F, 0.565F}, {x, 0.54F}, {x + 0.04F, 0.565F}}, 0.007F, rgb(0x2a2020));
}

void bird(Painter& p) {
    p.fill(rgb(0xbfd9e3), rgb(0xe9efe0));
    for (int i = 0; i < 10; ++i)
        p.disc({p.between(0, p.right()), p.between(0, 1)}, p.between(0.05F, 0.13F), Paint(rgb(0xf3f6e6), 0.35F));
    const float x = p.right() * 0.5F;
    p.path({{-0.05F, 0.8F}, {x, 0.74F}, {p.right() + 0.05F, 0.62F}}, 0.03F, rgb(0x5f4734));
    const Rgb coat = p.any({rgb(0xc23b33), rgb(0x3f7fb5), rgb(0x6a5240)});
    p.polygon({{x - 0.16F, 0.62F}, {x - 0.38F, 0.74F}, {x - 0.35F, 0.79F}, {x - 0.1F, 0.68F}},
              Paint(mix(coat, rgb(0x000000), 0.25F)));
    p.ellipse({x, 0.58F}, 0.19F, 0.14F, Paint(coat, mix(coat, rgb(0xffe9cf), 0.6F), 1), -0.35F);
    p.disc({x + 0.14F, 0.44F}, 0.1F, coat);
    p.ellipse({x - 0.05F, 0.58F}, 0.13F, 0.07F, Paint(mix(coat, rgb(0x000000), 0.3F)), 0.25F);
    p.polygon({{x + 0.23F, 0.42F}, {x + 0.31F, 0.45F}, {x + 0.23F, 0.475F}}, rgb(0xe8a33a));
    p.disc({x + 0.165F, 0.42F}, 0.016F, rgb(0x15110f));
    for (const float leg : {0.0F, 0.06F}) p.line({x + leg, 0.69F}, {x + leg + 0.01F, 0.745F}, 0.008F, rgb(0x7a5a3a));
}

void fish(Painter& p) {
    p.fill(rgb(0x3aa0c4), rgb(0x0e3f66));
    p.ridge(0.9F, 0.02F, 2, Paint(rgb(0xd9c48f), rgb(0xa88b57), 1));
    for (int i = 0; i < 9; ++i) {
        const float x = p.between(0, p.right());
        p.path(
            {{x, 0.95F}, {x + p.between(-0.03F, 0.03F), 0.8F}, {x + p.between(-0.05F, 0.05F), p.between(0.5F, 0.7F)}},
            0.018F, rgb(0x2f8a5a));
    }
    for (int i = 0; i < 5; ++i) {
        const Spot at{p.right() * p.between(0.15F, 0.85F), p.between(0.2F, 0.75F)};
        const float size = p.between(0.06F, 0.12F);
        const Rgb colour = p.any({rgb(0xf08a24), rgb(0xf5d042), rgb(0xe7564d), rgb(0xf3f3f3)});
        p.polygon({{at.x - size * 0.9F, at.y},
                   {at.x - size * 1.7F, at.y - size * 0.6F},
                   {at.x - size * 1.7F, at.y + size * 0.6F}},
                  colour);
        p.ellipse(at, size * 1.1F, size * 0.65F, Paint(mix(colour, rgb(0xffffff), 0.3F), colour, 1));
        p.rect(at.x - size * 0.1F, at.y - size * 0.6F, size * 0.2F, size * 1.2F, Paint(rgb(0xffffff), 0.6F));
        p.disc({at.x + size * 0.65F, at.y - size * 0.12F}, size * 0.14F, rgb(0xffffff));
        p.disc({at.x + size * 0.68F, at.y - size * 0.12F}, size * 0.08F, rgb(0x101010));
    }
    for (int i = 0; i < 30; ++i)
        p.disc({p.between(0, p.right()), p.between(0, 0.8F)}, p.between(0.004F, 0.012F), Paint(rgb(0xdff6ff), 0.4F));
}

void teddy_bear(Painter& p) {
    table(p, p.any({rgb(0xf0dcdc), rgb(0xd7e6ee), rgb(0xf3ead0)}), rgb(0xe3d2bd));
    const Rgb coat = p.any({rgb(0xb98452), rgb(0x8e5f3d), rgb(0xd9b78f)});
    const float x = p.right() / 2;
    for (const float side : {-1.0F, 1.0F}) {
        p.ellipse({x + side * 0.2F, 0.68F}, 0.08F, 0.13F, coat, side * 0.6F);
        p.ellipse({x + side * 0.14F, 0.9F}, 0.09F, 0.08F, coat);
        p.disc({x + side * 0.14F, 0.9F}, 0.05F, Paint(mix(coat, rgb(0xffffff), 0.5F)));
        p.disc({x + side * 0.15F, 0.27F}, 0.075F, coat);
        p.disc({x + side * 0.15F, 0.27F}, 0.04F, Paint(mix(coat, rgb(0xffffff), 0.4F)));
    }
    p.ellipse({x, 0.74F}, 0.2F, 0.22F, Paint(mix(coat, rgb(0xffffff), 0.15F), coat, 1));
    p.disc({x, 0.4F}, 0.18F, Paint(mix(coat, rgb(0xffffff), 0.15F), coat, 1));
    p.ellipse({x, 0.46F}, 0.085F, 0.065F, Paint(mix(coat, rgb(0xffffff), 0.6F)));
    p.ellipse({x, 0.43F}, 0.025F, 0.018F, rgb(0x2a1c14));
    eyes(p, {x, 0.37F}, 0.07F, 0.018F);
    const Rgb bow = p.any({rgb(0xc43b4e), rgb(0x3d79b3), rgb(0x5d9a57)});
    for (const float side : {-1.0F, 1.0F})
        p.polygon({{x, 0.585F}, {x + side * 0.1F, 0.54F}, {x + side * 0.1F, 0.64F}}, bow);
    p.disc({x, 0.588F}, 0.022F, Paint(mix(bow, rgb(0x000000), 0.2F)));
}

}  // namespace dayroom::facility::sample::scenes
