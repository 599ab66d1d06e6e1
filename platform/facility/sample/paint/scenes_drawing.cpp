#include <cmath>

#include "platform/facility/sample/paint/scenes.h"

namespace dayroom::facility::sample::scenes {
namespace {

const std::vector<Rgb> kCrayons = {rgb(0xd93a3f), rgb(0x2f77c9), rgb(0x3f9a4a), rgb(0xf0a022),
                                   rgb(0x8c4fb5), rgb(0xe066a0), rgb(0x2aa6a0)};

void paper(Painter& p) {
    p.fill(rgb(0xfdfbf4), rgb(0xf6f1e4));
    p.crayon_block(0.02F, 0.02F, p.right() - 0.04F, 0.12F, rgb(0x7db8ea));
    p.crayon_block(0.02F, 0.86F, p.right() - 0.04F, 0.12F, rgb(0x5fae56));
}

void sun(Painter& p, Spot at) {
    p.crayon_disc(at, 0.085F, rgb(0xf2b01e), true);
    for (int i = 0; i < 9; ++i) {
        const float angle = 0.698F * static_cast<float>(i);
        p.crayon({{at.x + 0.11F * std::cos(angle), at.y + 0.11F * std::sin(angle)},
                  {at.x + 0.17F * std::cos(angle), at.y + 0.17F * std::sin(angle)}},
                 0.012F, rgb(0xf2b01e));
    }
}

void person(Painter& p, Spot foot, float tall, Rgb shirt, Rgb hair) {
    const float head = tall * 0.17F;
    const Spot neck{foot.x, foot.y - tall + head * 2};
    p.crayon({neck, {foot.x, foot.y - tall * 0.3F}}, 0.016F, shirt);
    p.crayon_block(foot.x - tall * 0.13F, neck.y + 0.01F, tall * 0.26F, tall * 0.34F, shirt);
    for (const float side : {-1.0F, 1.0F}) {
        p.crayon({{foot.x, foot.y - tall * 0.3F}, {foot.x + side * tall * 0.11F, foot.y}}, 0.014F, rgb(0x3c4f7a));
        p.crayon({{foot.x, neck.y + tall * 0.08F}, {foot.x + side * tall * 0.25F, neck.y + tall * 0.18F}}, 0.012F,
                 rgb(0xb9784a));
    }
    p.crayon_disc({foot.x, foot.y - tall + head}, head, rgb(0xd9a070), true);
    for (int i = -3; i <= 3; ++i) {
        p.crayon({{foot.x + head * 0.28F * static_cast<float>(i), foot.y - tall + head * 0.25F},
                  {foot.x + head * 0.34F * static_cast<float>(i), foot.y - tall - head * 0.2F}},
                 0.01F, hair);
    }
    for (const float side : {-1.0F, 1.0F})
        p.disc({foot.x + side * head * 0.38F, foot.y - tall + head * 0.85F}, head * 0.1F, rgb(0x2a1d18));
    p.crayon({{foot.x - head * 0.45F, foot.y - tall + head * 1.3F},
              {foot.x, foot.y - tall + head * 1.55F},
              {foot.x + head * 0.45F, foot.y - tall + head * 1.3F}},
             0.008F, rgb(0xc23a3a));
}

void heart(Painter& p, Spot at, float size) {
    std::vector<Spot> line;
    for (int i = 0; i <= 24; ++i) {
        const float t = 6.2832F * static_cast<float>(i) / 24;
        const float s = std::sin(t);
        line.push_back({at.x + size * s * s * s,
                        at.y - size * (0.81F * std::cos(t) - 0.31F * std::cos(2 * t) - 0.12F * std::cos(3 * t))});
    }
    p.polygon(line, Paint(rgb(0xe23a55), 0.6F));
    p.crayon(line, 0.01F, rgb(0xd3223f));
}

}  // namespace

void drawing_house(Painter& p) {
    paper(p);
    sun(p, {p.right() - 0.2F, 0.22F});
    const float x = p.right() * p.between(0.22F, 0.34F);
    const Rgb wall = p.any(kCrayons);
    p.crayon_block(x, 0.5F, 0.42F, 0.37F, wall);
    p.crayon({{x, 0.5F}, {x + 0.42F, 0.5F}, {x + 0.42F, 0.87F}, {x, 0.87F}, {x, 0.5F}}, 0.014F, wall);
    const std::vector<Spot> roof = {{x - 0.06F, 0.5F}, {x + 0.21F, 0.26F}, {x + 0.48F, 0.5F}, {x - 0.06F, 0.5F}};
    p.polygon(roof, Paint(rgb(0x8c4fb5), 0.5F));
    p.crayon(roof, 0.016F, rgb(0x7a3fa3));
    p.crayon_block(x + 0.16F, 0.66F, 0.1F, 0.2F, rgb(0x8a5a33));
    for (const float at : {0.03F, 0.3F}) {
        p.crayon_block(x + at, 0.57F, 0.09F, 0.09F, rgb(0xf6dc57));
        p.crayon({{x + at, 0.615F}, {x + at + 0.09F, 0.615F}}, 0.007F, rgb(0x5a4a3a));
        p.crayon({{x + at + 0.045F, 0.57F}, {x + at + 0.045F, 0.66F}}, 0.007F, rgb(0x5a4a3a));
    }
    for (int i = 0; i < 5; ++i) {
        const float at = p.right() * 0.62F + 0.09F * static_cast<float>(i);
        p.crayon({{at, 0.88F}, {at, 0.76F}}, 0.01F, rgb(0x3f9a4a));
        p.crayon_disc({at, 0.74F}, 0.026F, p.any(kCrayons), true);
    }
    person(p, {p.right() * 0.68F, 0.9F}, 0.3F, p.any(kCrayons), rgb(0x3a2418));
}

void drawing_family(Painter& p) {
    paper(p);
    sun(p, {0.18F, 0.22F});
    const int people = 3 + (p.one_in(2) ? 1 : 0);
    for (int i = 0; i < people; ++i) {
        const float tall = i == people - 1 ? 0.3F : p.between(0.42F, 0.52F);
        person(p, {p.right() * (0.25F + 0.55F * static_cast<float>(i) / static_cast<float>(people - 1)), 0.9F}, tall,
               p.any(kCrayons), p.any({rgb(0x2a1a14), rgb(0x5a3a22), rgb(0x8a5a2a)}));
    }
    heart(p, {p.right() * 0.55F, 0.26F}, 0.07F);
    heart(p, {p.right() * 0.82F, 0.22F}, 0.045F);
}

void drawing_cat(Painter& p) {
    paper(p);
    sun(p, {p.right() - 0.2F, 0.22F});
    const Rgb coat = p.any({rgb(0xf0a022), rgb(0x6a6a72), rgb(0x8a5a33)});
    const float x = p.right() * 0.45F;
    p.crayon_disc({x, 0.7F}, 0.17F, coat, true);
    p.crayon_disc({x, 0.45F}, 0.13F, coat, true);
    for (const float side : {-1.0F, 1.0F}) {
        p.crayon({{x + side * 0.11F, 0.38F}, {x + side * 0.11F, 0.27F}, {x + side * 0.03F, 0.33F}}, 0.014F, coat);
        p.disc({x + side * 0.05F, 0.43F}, 0.014F, rgb(0x2a8a3a));
        for (int i = -1; i <= 1; ++i) {
            p.crayon({{x + side * 0.05F, 0.49F}, {x + side * 0.2F, 0.48F + 0.03F * static_cast<float>(i)}}, 0.006F,
                     rgb(0x3a3030));
        }
        p.crayon({{x + side * 0.08F, 0.84F}, {x + side * 0.1F, 0.9F}}, 0.018F, coat);
    }
    p.disc({x, 0.48F}, 0.012F, rgb(0xe0607a));
    p.crayon({{x - 0.04F, 0.51F}, {x, 0.53F}, {x + 0.04F, 0.51F}}, 0.008F, rgb(0x3a3030));
    p.crayon({{x + 0.16F, 0.78F}, {x + 0.28F, 0.72F}, {x + 0.3F, 0.58F}}, 0.02F, coat);
    heart(p, {p.right() * 0.2F, 0.35F}, 0.06F);
}

void drawing_car(Painter& p) {
    paper(p);
    sun(p, {0.18F, 0.22F});
    const float x = p.right() * 0.3F;
    const Rgb paint = p.any(kCrayons);
    p.crayon_block(x, 0.6F, 0.62F, 0.18F, paint);
    p.crayon_block(x + 0.13F, 0.44F, 0.34F, 0.16F, paint);
    for (const float at : {0.16F, 0.32F}) p.crayon_block(x + at, 0.47F, 0.12F, 0.11F, rgb(0xbfe2f5));
    for (const float at : {0.14F, 0.48F}) {
        p.crayon_disc({x + at, 0.8F}, 0.075F, rgb(0x2f2f35), true);
        p.crayon_disc({x + at, 0.8F}, 0.03F, rgb(0xb9b9c2), true);
    }
    for (int i = 0; i < 3; ++i)
        p.crayon(
            {{x - 0.05F, 0.62F + 0.06F * static_cast<float>(i)}, {x - 0.2F, 0.62F + 0.06F * static_cast<float>(i)}},
            0.009F, rgb(0x8a8a92));
    heart(p, {p.right() * 0.78F, 0.32F}, 0.06F);
}

void drawing_rocket(Painter& p) {
    p.fill(rgb(0xfdfbf4), rgb(0xf6f1e4));
    p.rect(0.03F, 0.03F, p.right() - 0.06F, 0.94F, Paint(rgb(0x3a4a96), rgb(0x4f5fae), 0.85F));
    for (int i = 0; i < 24; ++i)
        p.crayon_disc({p.between(0.05F, p.right() - 0.05F), p.between(0.05F, 0.9F)}, 0.009F, rgb(0xf6dc57), true);
    p.crayon_disc({p.right() * 0.8F, 0.2F}, 0.1F, rgb(0xf3e6b0), true);
    const float x = p.right() * 0.42F;
    const std::vector<Spot> body = {{x, 0.14F},        {x + 0.1F, 0.32F}, {x + 0.1F, 0.68F},
                                    {x - 0.1F, 0.68F}, {x - 0.1F, 0.32F}, {x, 0.14F}};
    p.polygon(body, Paint(rgb(0xf4f4f6), 0.9F));
    p.crayon(body, 0.014F, rgb(0xd93a3f));
    p.crayon_disc({x, 0.4F}, 0.05F, rgb(0x57b2e0), true);
    for (const float side : {-1.0F, 1.0F}) {
        p.polygon({{x + side * 0.1F, 0.52F}, {x + side * 0.19F, 0.72F}, {x + side * 0.1F, 0.68F}},
                  Paint(rgb(0xd93a3f), 0.85F));
    }
    for (int i = -2; i <= 2; ++i)
        p.crayon({{x + 0.035F * static_cast<float>(i), 0.7F}, {x + 0.05F * static_cast<float>(i), 0.88F}}, 0.022F,
                 i % 2 == 0 ? rgb(0xf0a022) : rgb(0xe2472f));
}

}  // namespace dayroom::facility::sample::scenes
