#include <cmath>

#include "platform/facility/sample/paint/cards.h"

namespace dayroom::facility::sample::cards {
namespace {

constexpr float kTurn = 6.2831853F;

void star(Painter& p, Spot at, float r, const Paint& paint) {
    std::vector<Spot> corners;
    for (int i = 0; i < 10; ++i) {
        const float far = i % 2 == 0 ? r : r * 0.42F;
        const float angle = kTurn * (static_cast<float>(i) / 10 - 0.25F);
        corners.push_back({at.x + far * std::cos(angle), at.y + far * std::sin(angle)});
    }
    p.polygon(corners, paint);
}

void heart_shape(Painter& p, Spot at, float size, const Paint& paint) {
    std::vector<Spot> corners;
    for (int i = 0; i < 120; ++i) {
        const float t = kTurn * static_cast<float>(i) / 120;
        const float x = 16 * std::pow(std::sin(t), 3.0F);
        const float y = 13 * std::cos(t) - 5 * std::cos(2 * t) - 2 * std::cos(3 * t) - std::cos(4 * t);
        corners.push_back({at.x + size * x / 16, at.y - size * y / 16});
    }
    p.polygon(corners, paint);
}

void balloon(Painter& p, Spot at, float r, Rgb colour) {
    p.path({{at.x, at.y + r}, {at.x + r * 0.2F, at.y + r * 2}, {at.x - r * 0.15F, at.y + r * 3.4F}}, 0.005F,
           rgb(0x8a8378));
    p.ellipse(at, r * 0.86F, r, Paint(mix(colour, rgb(0xffffff), 0.18F), colour, 1));
    p.polygon({{at.x, at.y + r * 0.96F}, {at.x + r * 0.14F, at.y + r * 1.16F}, {at.x - r * 0.14F, at.y + r * 1.16F}},
              colour);
    p.ellipse({at.x - r * 0.32F, at.y - r * 0.38F}, r * 0.14F, r * 0.26F, Paint(rgb(0xffffff), 0.5F), 0.5F);
}

/// What one disc leaves of another.
void crescent(Painter& p, Spot at, float r, Rgb colour) {
    const float apart = r * 0.5F;
    const float inner = r * 0.88F;
    const float towards = -0.5F;
    const float outer_end = std::acos((r * r + apart * apart - inner * inner) / (2 * r * apart));
    const float inner_end = std::acos((r * r - apart * apart - inner * inner) / (2 * inner * apart));
    const Spot shade{at.x + apart * std::cos(towards), at.y + apart * std::sin(towards)};
    std::vector<Spot> corners;
    for (int i = 0; i <= 60; ++i) {
        const float angle = towards + outer_end + (kTurn - 2 * outer_end) * static_cast<float>(i) / 60;
        corners.push_back({at.x + r * std::cos(angle), at.y + r * std::sin(angle)});
    }
    for (int i = 60; i >= 0; --i) {
        const float angle = towards + inner_end + (kTurn - 2 * inner_end) * static_cast<float>(i) / 60;
        corners.push_back({shade.x + inner * std::cos(angle), shade.y + inner * std::sin(angle)});
    }
    p.polygon(corners, colour);
}

void blossom(Painter& p, Spot at, float r, Rgb petal, Rgb middle) {
    for (int i = 0; i < 8; ++i) {
        const float angle = kTurn * static_cast<float>(i) / 8;
        p.ellipse({at.x + r * 0.6F * std::cos(angle), at.y + r * 0.6F * std::sin(angle)}, r * 0.42F, r * 0.24F,
                  Paint(mix(petal, rgb(0xffffff), i % 2 == 0 ? 0.22F : 0.05F), 0.97F), angle);
    }
    p.disc(at, r * 0.28F, middle);
}

void leaf(Painter& p, Spot from, Spot to, float wide, Rgb colour) {
    const Spot middle{(from.x + to.x) / 2, (from.y + to.y) / 2};
    const float dx = to.x - from.x;
    const float dy = to.y - from.y;
    const float length = std::sqrt(dx * dx + dy * dy);
    p.ellipse(middle, length / 2, wide, colour, std::atan2(dy, dx));
}

}  // namespace

void balloons(Painter& p) {
    p.fill(rgb(0xd7ecf7), rgb(0xfdf6e6));
    const std::vector<Rgb> colours = {rgb(0xd9534f), rgb(0x3f7fbf), rgb(0xe7a93b), rgb(0x5a9e6f), rgb(0x8e5ea2)};
    for (int i = 0; i < 60; ++i) {
        p.ellipse({p.between(0, p.right()), p.between(0, 1)}, 0.008F, 0.004F, Paint(p.any(colours), 0.55F),
                  p.between(0, 3));
    }
    balloon(p, {0.42F, 0.42F}, 0.15F, rgb(0x3f7fbf));
    balloon(p, {1.1F, 0.4F}, 0.16F, rgb(0x5a9e6f));
    balloon(p, {0.6F, 0.28F}, 0.16F, rgb(0xe7a93b));
    balloon(p, {0.92F, 0.25F}, 0.15F, rgb(0x8e5ea2));
    balloon(p, {0.76F, 0.42F}, 0.19F, rgb(0xd9534f));
}

void bouquet(Painter& p) {
    p.fill(rgb(0xfbe9e1), rgb(0xf6f1e3));
    const Spot knot{0.75F, 0.74F};
    const std::array<Spot, 9> heads = {Spot{0.47F, 0.36F}, Spot{0.6F, 0.24F},  Spot{0.77F, 0.2F},
                                       Spot{0.93F, 0.26F}, Spot{1.04F, 0.38F}, Spot{0.58F, 0.43F},
                                       Spot{0.75F, 0.37F}, Spot{0.91F, 0.44F}, Spot{0.75F, 0.53F}};
    for (const Spot& head : heads) p.line(head, knot, 0.012F, rgb(0x5b8a4a));
    for (int i = 0; i < 7; ++i) {
        const float angle = kTurn * (0.55F + 0.4F * static_cast<float>(i) / 6);
        leaf(p, {0.75F, 0.5F}, {0.75F + 0.42F * std::cos(angle), 0.46F + 0.34F * std::sin(angle)}, 0.035F,
             rgb(0x6f9f58));
    }
    const std::vector<Rgb> petals = {rgb(0xd8647a), rgb(0xe8b04a), rgb(0x9a6fb0), rgb(0xe58a6b), rgb(0x5f8fc4)};
    for (std::size_t i = 0; i < heads.size(); ++i)
        blossom(p, heads[i], 0.115F, petals[i % petals.size()], rgb(0xf5d77a));
    p.polygon({{0.6F, 0.62F}, {0.9F, 0.62F}, {0.79F, 0.94F}, {0.71F, 0.94F}}, Paint(rgb(0xfffaf0), rgb(0xe9d8bd), 1));
    p.ellipse({0.69F, 0.735F}, 0.07F, 0.032F, rgb(0xc64c5e), 0.35F);
    p.ellipse({0.81F, 0.735F}, 0.07F, 0.032F, rgb(0xc64c5e), -0.35F);
    p.disc(knot, 0.03F, rgb(0xa93a4b));
}

void cake(Painter& p) {
    p.fill(rgb(0xe9e2f5), rgb(0xfdf3e9));
    p.ellipse({0.75F, 0.84F}, 0.5F, 0.06F, rgb(0xc8b8a6));
    p.ellipse({0.75F, 0.82F}, 0.46F, 0.05F, rgb(0xfffdf8));
    p.round_rect(0.4F, 0.55F, 0.7F, 0.27F, 0.03F, Paint(rgb(0xe6a57e), rgb(0xc97f57), 1));
    p.round_rect(0.5F, 0.38F, 0.5F, 0.2F, 0.03F, Paint(rgb(0xf0bd9c), rgb(0xd9966e), 1));
    for (int tier = 0; tier < 2; ++tier) {
        const float left = tier == 0 ? 0.4F : 0.5F;
        const float wide = tier == 0 ? 0.7F : 0.5F;
        const float top = tier == 0 ? 0.55F : 0.38F;
        p.round_rect(left, top, wide, 0.055F, 0.027F, rgb(0xfff4f0));
        for (int drip = 0; drip < 10 - 3 * tier; ++drip) {
            const float x = left + 0.035F + static_cast<float>(drip) * 0.07F;
            p.ellipse({x, top + 0.055F}, 0.024F, drip % 2 == 0 ? 0.035F : 0.022F, rgb(0xfff4f0));
        }
    }
    for (int i = 0; i < 5; ++i) {
        const float x = 0.57F + static_cast<float>(i) * 0.09F;
        p.rect(x - 0.009F, 0.25F, 0.018F, 0.13F, i % 2 == 0 ? rgb(0x5f8fc4) : rgb(0xd8647a));
        p.glow({x, 0.21F}, 0.09F, rgb(0xffe08a), 0.8F);
        p.ellipse({x, 0.215F}, 0.012F, 0.03F, Paint(rgb(0xfff3b0), rgb(0xf3963a), 1));
    }
}

void dove(Painter& p) {
    p.fill(rgb(0x7fb2dd), rgb(0xe3f1fb));
    for (int i = 0; i < 3; ++i) {
        const Spot at{0.25F + 0.5F * static_cast<float>(i), 0.82F + 0.03F * static_cast<float>(i % 2)};
        for (int puff = -2; puff <= 2; ++puff) {
            p.ellipse({at.x + 0.1F * static_cast<float>(puff), at.y - (puff == 0 ? 0.03F : 0)}, 0.13F, 0.065F,
                      Paint(rgb(0xffffff), 0.7F));
        }
    }
    const Rgb white = rgb(0xfdfdfb);
    const Rgb shade = rgb(0xd5dfe8);
    p.polygon({{0.98F, 0.52F}, {1.3F, 0.44F}, {1.26F, 0.52F}, {1.33F, 0.56F}, {1.23F, 0.59F}, {1.0F, 0.6F}}, shade);
    p.polygon({{0.72F, 0.46F}, {0.6F, 0.12F}, {0.8F, 0.2F}, {0.95F, 0.34F}, {0.98F, 0.54F}}, Paint(shade, white, 1));
    p.ellipse({0.8F, 0.55F}, 0.27F, 0.105F, Paint(white, shade, 1), 0.05F);
    p.disc({0.52F, 0.49F}, 0.075F, white);
    p.polygon({{0.46F, 0.49F}, {0.38F, 0.52F}, {0.47F, 0.53F}}, rgb(0xe2a13f));
    p.disc({0.5F, 0.475F}, 0.01F, rgb(0x2d3640));
    p.polygon({{0.7F, 0.52F}, {0.86F, 0.08F}, {0.98F, 0.22F}, {1.06F, 0.4F}, {0.96F, 0.56F}}, Paint(white, shade, 1));
    p.path({{0.39F, 0.525F}, {0.3F, 0.56F}, {0.2F, 0.57F}}, 0.008F, rgb(0x5b8a4a));
    for (const Spot& tip :
         {Spot{0.32F, 0.5F}, Spot{0.31F, 0.61F}, Spot{0.24F, 0.51F}, Spot{0.23F, 0.63F}, Spot{0.15F, 0.57F}})
        leaf(p, {tip.x + 0.02F, 0.565F}, tip, 0.017F, rgb(0x6f9f58));
}

void heart(Painter& p) {
    p.fill(rgb(0xfbeef0), rgb(0xf7dfe2));
    for (int i = 0; i < 26; ++i) {
        heart_shape(p, {p.between(0.05F, p.right() - 0.05F), p.between(0.06F, 0.94F)}, p.between(0.012F, 0.028F),
                    Paint(rgb(0xd98a98), 0.5F));
    }
    heart_shape(p, {0.76F, 0.5F}, 0.35F, Paint(rgb(0x9a3044), 0.2F));
    heart_shape(p, {0.75F, 0.48F}, 0.35F, Paint(rgb(0xe0556a), rgb(0xb5304a), 1));
    p.ellipse({0.58F, 0.31F}, 0.045F, 0.09F, Paint(rgb(0xffffff), 0.28F), 0.7F);
}

void night_sky(Painter& p) {
    p.fill(rgb(0x131f45), rgb(0x46538a));
    for (int i = 0; i < 90; ++i)
        p.disc({p.between(0, p.right()), p.between(0, 0.75F)}, p.between(0.0015F, 0.004F), Paint(rgb(0xffffff), 0.8F));
    for (int i = 0; i < 9; ++i) {
        star(p, {0.12F + 0.16F * static_cast<float>(i), p.between(0.12F, 0.5F)}, p.between(0.02F, 0.045F),
             Paint(rgb(0xfff3c4), rgb(0xf2c866), 1));
    }
    p.glow({1.18F, 0.28F}, 0.3F, rgb(0xfff3c4), 0.5F);
    crescent(p, {1.18F, 0.28F}, 0.13F, rgb(0xfdf2cf));
    p.ridge(0.78F, 0.05F, 1.3F, rgb(0x1c2747));
    p.ridge(0.87F, 0.04F, 2.1F, rgb(0x111a33));
}

void rainbow(Painter& p) {
    p.fill(rgb(0xa9d6f0), rgb(0xeef8fb));
    const std::array<Rgb, 6> bands = {rgb(0xd9534f), rgb(0xe8934a), rgb(0xf0cf55),
                                      rgb(0x5fa66a), rgb(0x4a86c5), rgb(0x8a62ad)};
    for (std::size_t i = 0; i < bands.size(); ++i)
        p.disc({0.75F, 0.95F}, 0.72F - 0.055F * static_cast<float>(i), bands[i]);
    p.disc({0.75F, 0.95F}, 0.39F, rgb(0xdff0f8));
    p.ridge(0.84F, 0.02F, 1.1F, Paint(rgb(0x8cbf6b), rgb(0x5d9448), 1));
    for (const float x : {0.16F, 1.33F}) {
        for (int puff = -1; puff <= 1; ++puff) {
            p.disc({x + 0.085F * static_cast<float>(puff), puff == 0 ? 0.77F : 0.81F}, puff == 0 ? 0.1F : 0.075F,
                   rgb(0xffffff));
        }
    }
}

void sunrise(Painter& p) {
    p.fill(rgb(0xf6b26b), rgb(0xfdebc8));
    p.glow({0.75F, 0.6F}, 0.6F, rgb(0xfff1b8), 0.9F);
    for (int i = 0; i < 17; ++i) {
        const float angle = kTurn * (0.5F + static_cast<float>(i) / 32);
        const float half = 0.035F;
        p.polygon({{0.75F, 0.62F},
                   {0.75F + 1.3F * std::cos(angle - half), 0.62F + 1.3F * std::sin(angle - half)},
                   {0.75F + 1.3F * std::cos(angle + half), 0.62F + 1.3F * std::sin(angle + half)}},
                  Paint(rgb(0xfff3cf), 0.35F));
    }
    p.disc({0.75F, 0.62F}, 0.17F, Paint(rgb(0xfff6d2), rgb(0xf7c948), 1));
    p.rect(0, 0.62F, p.right(), 0.4F, Paint(rgb(0xe09a5f), rgb(0x3c6e8f), 1));
    for (int i = 0; i < 70; ++i) {
        const float y = p.between(0.64F, 0.97F);
        p.ellipse({0.75F + p.between(-0.1F, 0.1F) * (1 + 6 * (y - 0.62F)), y}, 0.03F + 0.1F * (y - 0.62F), 0.004F,
                  Paint(rgb(0xfff0c0), 0.6F));
    }
    for (const Spot& at : {Spot{0.36F, 0.26F}, Spot{0.46F, 0.2F}, Spot{1.08F, 0.24F}}) {
        p.path({{at.x - 0.035F, at.y - 0.015F}, at, {at.x + 0.035F, at.y - 0.015F}}, 0.006F, rgb(0x6b4a3a));
    }
}

}  // namespace dayroom::facility::sample::cards
