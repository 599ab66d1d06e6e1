#include <cmath>

#include "platform/facility/sample/paint/scenes.h"

namespace dayroom::facility::sample::scenes {
namespace {

void clouds(Painter& p, int count, Rgb colour, float alpha) {
    for (int i = 0; i < count; ++i) {
        const Spot at{p.between(0, p.right()), p.between(0.06F, 0.35F)};
        for (int puff = 0; puff < 6; ++puff) {
            p.ellipse({at.x + p.between(-0.13F, 0.13F), at.y + p.between(-0.015F, 0.02F)}, p.between(0.06F, 0.12F),
                      p.between(0.02F, 0.05F), Paint(colour, alpha));
        }
    }
}

void pine(Painter& p, Spot foot, float tall, Rgb colour) {
    p.rect(foot.x - tall * 0.04F, foot.y - tall * 0.12F, tall * 0.08F, tall * 0.12F, rgb(0x3b2a1e));
    for (int layer = 0; layer < 4; ++layer) {
        const float top = foot.y - tall + tall * 0.18F * static_cast<float>(layer);
        const float half = tall * (0.12F + 0.06F * static_cast<float>(layer));
        p.polygon({{foot.x, top}, {foot.x + half, top + tall * 0.34F}, {foot.x - half, top + tall * 0.34F}},
                  Paint(mix(colour, rgb(0xffffff), 0.08F), colour, 1));
    }
}

void leafy(Painter& p, Spot foot, float tall, const std::vector<Rgb>& leaves) {
    p.polygon({{foot.x - tall * 0.05F, foot.y},
               {foot.x - tall * 0.02F, foot.y - tall * 0.6F},
               {foot.x + tall * 0.02F, foot.y - tall * 0.6F},
               {foot.x + tall * 0.05F, foot.y}},
              rgb(0x5a4030));
    for (int i = 0; i < 26; ++i) {
        const float angle = p.between(0, 6.28F);
        const float far = tall * std::sqrt(p.between(0, 1)) * 0.33F;
        p.disc({foot.x + far * std::cos(angle), foot.y - tall * 0.72F + far * std::sin(angle) * 0.85F},
               tall * p.between(0.07F, 0.13F), Paint(p.any(leaves), 0.85F));
    }
}

void shimmer(Painter& p, float from, float to, Rgb colour, int count) {
    for (int i = 0; i < count; ++i) {
        const float y = p.between(from, to);
        p.ellipse({p.between(0, p.right()), y}, 0.02F + 0.07F * (y - from), 0.0025F, Paint(colour, 0.45F));
    }
}

}  // namespace

void hills(Painter& p) {
    p.fill(p.any({rgb(0x8ec5e8), rgb(0xf3c98b), rgb(0xa7d3e0)}), rgb(0xf7efd9));
    clouds(p, 3, rgb(0xffffff), 0.5F);
    const Rgb far = rgb(0x9db7a1);
    const Rgb near = p.any({rgb(0x3f6b35), rgb(0x6b7a2e), rgb(0x2f5d46)});
    for (int i = 0; i < 5; ++i) {
        const float part = static_cast<float>(i) / 4;
        const Rgb tone = mix(far, near, part);
        p.ridge(0.5F + 0.1F * static_cast<float>(i), 0.05F, 0.8F + part,
                Paint(mix(tone, rgb(0xffffff), 0.12F), tone, 1));
    }
    for (int i = 0; i < 7; ++i) {
        pine(p, {p.between(0, p.right()), p.between(0.86F, 0.99F)}, p.between(0.12F, 0.25F), rgb(0x274b33));
    }
}

void mountains(Painter& p) {
    p.fill(rgb(0x5f93c9), rgb(0xf4d9c4));
    clouds(p, 4, rgb(0xffffff), 0.4F);
    for (int row = 0; row < 3; ++row) {
        const float base = 0.62F + 0.1F * static_cast<float>(row);
        for (int i = 0; i < 5; ++i) {
            const float x = p.between(0, p.right());
            const float tall = p.between(0.22F, 0.42F) - 0.06F * static_cast<float>(row);
            const float half = tall * p.between(0.8F, 1.2F);
            const Rgb rock = mix(rgb(0x8291a8), rgb(0x3c4a5e), static_cast<float>(row) / 2);
            p.polygon({{x, base - tall}, {x + half, base + 0.05F}, {x - half, base + 0.05F}}, Paint(rock));
            p.polygon({{x, base - tall}, {x + half, base + 0.05F}, {x + half * 0.1F, base + 0.05F}},
                      Paint(rgb(0x202a3a), 0.25F));
            p.polygon({{x, base - tall},
                       {x + half * 0.3F, base - tall * 0.7F},
                       {x + half * 0.1F, base - tall * 0.76F},
                       {x - half * 0.05F, base - tall * 0.66F},
                       {x - half * 0.3F, base - tall * 0.7F}},
                      rgb(0xf6f8fb));
        }
    }
    p.ridge(0.86F, 0.03F, 2, Paint(rgb(0x54713f), rgb(0x2c4427), 1));
}

void lake(Painter& p) {
    p.fill(rgb(0x86b9dd), rgb(0xf6e6c8));
    clouds(p, 3, rgb(0xffffff), 0.5F);
    p.ridge(0.5F, 0.05F, 1.5F, Paint(rgb(0x6d8f7d), rgb(0x436a52), 1));
    p.rect(0, 0.58F, p.right(), 0.42F, Paint(rgb(0x7fb0c9), rgb(0x1d4d6b), 1));
    for (int i = 0; i < 9; ++i) pine(p, {p.between(0, p.right()), 0.585F}, p.between(0.08F, 0.17F), rgb(0x2c5240));
    shimmer(p, 0.62F, 0.98F, rgb(0xdff1f8), 70);
    p.polygon({{0.2F, 1.01F}, {0.32F, 0.74F}, {0.4F, 0.74F}, {0.5F, 1.01F}}, Paint(rgb(0x9c7650), rgb(0x6b4b2f), 1));
    for (int i = 0; i < 6; ++i) {
        const float y = 0.77F + 0.04F * static_cast<float>(i);
        p.line({0.31F - 0.02F * static_cast<float>(i), y}, {0.41F + 0.017F * static_cast<float>(i), y}, 0.004F,
               Paint(rgb(0x4c331f), 0.7F));
    }
}

void forest(Painter& p) {
    p.fill(rgb(0xdfeed0), rgb(0x9cbf8a));
    p.glow({p.right() * 0.6F, 0.1F}, 0.6F, rgb(0xfff6cf), 0.8F);
    for (int row = 0; row < 4; ++row) {
        const float part = static_cast<float>(row) / 3;
        for (int i = 0; i < 9 - row; ++i) {
            const float x = p.between(0, p.right());
            const float wide = 0.015F + 0.03F * part;
            p.rect(x, -0.01F, wide, 0.72F + 0.3F * part, Paint(mix(rgb(0xa9bb98), rgb(0x33271d), part), 0.9F));
        }
        p.ridge(0.66F + 0.1F * part, 0.02F, 3, Paint(mix(rgb(0x8fae72), rgb(0x2f4a26), part), 0.95F));
    }
    p.polygon(
        {{p.right() * 0.46F, 0.72F}, {p.right() * 0.52F, 0.72F}, {p.right() * 0.75F, 1.01F}, {p.right() * 0.3F, 1.01F}},
        Paint(rgb(0xcdb48b), rgb(0x9a7a52), 0.9F));
}

void autumn_trees(Painter& p) {
    p.fill(rgb(0xb9d7ea), rgb(0xf7ead2));
    p.ridge(0.72F, 0.02F, 1.2F, Paint(rgb(0xb6a04f), rgb(0x7d6a2f), 1));
    for (int i = 0; i < 6; ++i) {
        leafy(p, {p.right() * (0.08F + 0.17F * static_cast<float>(i)), p.between(0.74F, 0.84F)}, p.between(0.4F, 0.6F),
              {rgb(0xd9822b), rgb(0xc14a21), rgb(0xe3b23c), rgb(0xa63a1e)});
    }
    for (int i = 0; i < 120; ++i) {
        p.ellipse({p.between(0, p.right()), p.between(0.8F, 1)}, 0.012F, 0.005F,
                  Paint(p.any({rgb(0xd9822b), rgb(0xc14a21), rgb(0xe3b23c)}), 0.8F), p.between(0, 3));
    }
}

void river_bridge(Painter& p) {
    p.fill(rgb(0x9fc9e6), rgb(0xf2ecdc));
    clouds(p, 2, rgb(0xffffff), 0.5F);
    p.ridge(0.5F, 0.04F, 1.3F, Paint(rgb(0x86a878), rgb(0x4e7a4b), 1));
    p.polygon({{p.right() * 0.42F, 0.55F}, {p.right() * 0.58F, 0.55F}, {p.right() * 0.95F, 1.01F}, {0.02F, 1.01F}},
              Paint(rgb(0x8fbfd4), rgb(0x2f6684), 1));
    const Paint stone(rgb(0xb6a895), rgb(0x7d7163), 1);
    p.rect(0, 0.6F, p.right(), 0.05F, stone);
    p.rect(0, 0.575F, p.right(), 0.012F, rgb(0x6a5f52));
    for (int i = 0; i < 3; ++i) {
        const float x = p.right() * (0.2F + 0.28F * static_cast<float>(i));
        p.rect(x, 0.6F, 0.06F, 0.2F, stone);
    }
    for (int i = 0; i < 26; ++i)
        p.line({p.right() * static_cast<float>(i) / 25, 0.58F}, {p.right() * static_cast<float>(i) / 25, 0.62F}, 0.005F,
               rgb(0x6a5f52));
    shimmer(p, 0.7F, 0.99F, rgb(0xe6f4fa), 40);
}

void beach(Painter& p) {
    p.fill(rgb(0x62b2e4), rgb(0xdff1f7));
    clouds(p, 2, rgb(0xffffff), 0.6F);
    p.glow({p.right() * 0.8F, 0.15F}, 0.3F, rgb(0xfffbe0), 0.9F);
    p.rect(0, 0.45F, p.right(), 0.3F, Paint(rgb(0x2286a8), rgb(0x6fd0d2), 1));
    shimmer(p, 0.48F, 0.7F, rgb(0xf2ffff), 50);
    p.ridge(0.7F, 0.015F, 1.4F, Paint(rgb(0xffffff), 0.8F));
    p.ridge(0.72F, 0.015F, 1.4F, Paint(rgb(0xf3dfb3), rgb(0xd9b97f), 1));
    const float x = p.right() * p.between(0.2F, 0.6F);
    p.line({x, 0.92F}, {x + 0.05F, 0.6F}, 0.012F, rgb(0xe8e2d6));
    const Rgb cloth = p.any({rgb(0xd94f45), rgb(0x2a7f9e), rgb(0xe0a12e)});
    for (int i = 0; i < 6; ++i) {
        const float from = x + 0.05F - 0.2F + 0.0667F * static_cast<float>(i);
        p.polygon({{x + 0.05F, 0.52F}, {from + 0.0667F, 0.65F}, {from, 0.65F}}, i % 2 == 0 ? cloth : rgb(0xfdf6ea));
    }
    p.round_rect(x + 0.1F, 0.88F, 0.3F, 0.05F, 0.02F, Paint(rgb(0x3f7fb3)));
}

void sunset_sea(Painter& p) {
    p.fill(p.any({rgb(0x2b2a5a), rgb(0x5a2a52), rgb(0x1f3c66)}), rgb(0xf79a4c));
    const float x = p.right() * p.between(0.3F, 0.7F);
    p.glow({x, 0.56F}, 0.55F, rgb(0xffd37a), 0.8F);
    clouds(p, 4, rgb(0x8c3f57), 0.35F);
    p.disc({x, 0.54F}, 0.075F, Paint(rgb(0xfff0b8), rgb(0xffb347), 1));
    p.rect(0, 0.6F, p.right(), 0.41F, Paint(rgb(0xc5683f), rgb(0x1c2448), 1));
    for (int i = 0; i < 60; ++i) {
        const float y = p.between(0.61F, 0.98F);
        const float spread = 0.04F + (y - 0.6F) * 0.5F;
        p.ellipse({x + p.between(-spread, spread), y}, p.between(0.02F, 0.06F), 0.003F, Paint(rgb(0xffd892), 0.6F));
    }
}

void night_moon(Painter& p) {
    p.fill(rgb(0x10183a), p.any({rgb(0x3a2f66), rgb(0x24406b), rgb(0x45305a)}));
    for (int i = 0; i < 90; ++i) {
        p.disc({p.between(0, p.right()), p.between(0, 0.8F)}, p.between(0.001F, 0.0045F),
               Paint(rgb(0xfff8e0), p.between(0.4F, 1)));
    }
    const Spot moon{p.right() * p.between(0.3F, 0.75F), p.between(0.22F, 0.4F)};
    p.glow(moon, 0.36F, rgb(0xfff0c0), 0.5F);
    p.disc(moon, 0.12F, Paint(rgb(0xfff6d8), rgb(0xf6dea0), 1));
    for (int i = 0; i < 5; ++i) {
        p.disc({moon.x + p.between(-0.07F, 0.07F), moon.y + p.between(-0.07F, 0.07F)}, p.between(0.01F, 0.025F),
               Paint(rgb(0xe5cf96), 0.6F));
    }
    p.ridge(0.84F, 0.05F, 1, Paint(rgb(0x16213f), 1));
    p.ridge(0.92F, 0.03F, 1.7F, Paint(rgb(0x0b1228), 1));
}

void rainbow(Painter& p) {
    p.fill(rgb(0x7f9fb9), rgb(0xd9e4e4));
    clouds(p, 4, rgb(0x5c7288), 0.3F);
    const Spot centre{p.right() * p.between(0.4F, 0.6F), 0.95F};
    const Rgb bands[6] = {rgb(0xd6455a), rgb(0xee8f45), rgb(0xf3d75a), rgb(0x69b56a), rgb(0x4c86c6), rgb(0x7c5aa6)};
    for (int band = 0; band < 6; ++band) {
        const float r = 0.75F - 0.022F * static_cast<float>(band);
        for (int i = 0; i < 60; ++i) {
            const float from = 3.14F + 3.14F * static_cast<float>(i) / 60;
            const float to = from + 3.14F / 60;
            p.line({centre.x + r * std::cos(from), centre.y + r * std::sin(from)},
                   {centre.x + r * std::cos(to), centre.y + r * std::sin(to)}, 0.024F, Paint(bands[band], 0.5F));
        }
    }
    p.ridge(0.78F, 0.03F, 1.2F, Paint(rgb(0x6e9a5c), rgb(0x335c33), 1));
}

void garden(Painter& p) {
    p.fill(rgb(0xbfe0ee), rgb(0xeef5dd));
    for (int i = 0; i < 22; ++i) {
        const float x = p.right() * static_cast<float>(i) / 21;
        p.round_rect(x - 0.022F, 0.38F, 0.04F, 0.4F, 0.015F, Paint(rgb(0xfaf6ee), rgb(0xd9d2c4), 1));
    }
    p.rect(0, 0.48F, p.right(), 0.03F, rgb(0xe6dfd2));
    p.ridge(0.74F, 0.02F, 2, Paint(rgb(0x7fae5a), rgb(0x3a6b2e), 1));
    for (int i = 0; i < 60; ++i) {
        const Spot head{p.between(0, p.right()), p.between(0.55F, 0.9F)};
        p.line(head, {head.x + p.between(-0.01F, 0.01F), head.y + 0.14F}, 0.006F, rgb(0x3f7a35));
        const Rgb petal = p.any({rgb(0xd94f70), rgb(0xf2b134), rgb(0x8e5bb5), rgb(0xf5f0e6), rgb(0xe2683c)});
        for (int leaf = 0; leaf < 5; ++leaf) {
            const float angle = 1.2566F * static_cast<float>(leaf);
            p.disc({head.x + 0.017F * std::cos(angle), head.y + 0.017F * std::sin(angle)}, 0.013F, petal);
        }
        p.disc(head, 0.009F, rgb(0xf7d154));
    }
}

void snow_house(Painter& p) {
    p.fill(rgb(0x5d7391), rgb(0xd5dfe8));
    p.ridge(0.66F, 0.03F, 1.1F, Paint(rgb(0xf7fafd), rgb(0xd7e2ec), 1));
    for (int i = 0; i < 6; ++i)
        pine(p, {p.between(0, p.right()), p.between(0.66F, 0.72F)}, p.between(0.2F, 0.32F), rgb(0x4a6a66));
    const float x = p.right() * p.between(0.3F, 0.5F);
    p.rect(x, 0.52F, 0.36F, 0.22F, Paint(rgb(0x9c4f3d), rgb(0x7a3a2c), 1));
    p.polygon({{x - 0.04F, 0.53F}, {x + 0.18F, 0.36F}, {x + 0.4F, 0.53F}}, Paint(rgb(0xfdfefe), rgb(0xdfe8f0), 1));
    p.rect(x + 0.28F, 0.37F, 0.04F, 0.1F, rgb(0x6b3327));
    for (int i = 0; i < 2; ++i) {
        const float at = x + 0.05F + 0.19F * static_cast<float>(i);
        p.glow({at + 0.035F, 0.61F}, 0.1F, rgb(0xffd98a), 0.5F);
        p.rect(at, 0.57F, 0.07F, 0.08F, Paint(rgb(0xffe6a8), rgb(0xffc75e), 1));
    }
    p.rect(x + 0.15F, 0.62F, 0.06F, 0.12F, rgb(0x4d2a1f));
    for (int i = 0; i < 160; ++i)
        p.disc({p.between(0, p.right()), p.between(0, 1)}, p.between(0.002F, 0.006F), Paint(rgb(0xffffff), 0.8F));
}

}  // namespace dayroom::facility::sample::scenes
