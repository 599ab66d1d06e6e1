#include "tests/unit/terminal/ui/voice/disk_sound.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace dayroom::test {
namespace {

constexpr int kNearlySilent = 100;  // of 32,767

}  // namespace

DiskSound::DiskSound() : file_(folder_.path() / "sound.raw") {
    ::setenv("SDL_AUDIODRIVER", "disk", 1);
    ::setenv("SDL_DISKAUDIOFILE", file_.c_str(), 1);
    ::setenv("SDL_DISKAUDIODELAY", "1", 1);
}

DiskSound::~DiskSound() {
    ::unsetenv("SDL_AUDIODRIVER");
    ::unsetenv("SDL_DISKAUDIOFILE");
    ::unsetenv("SDL_DISKAUDIODELAY");
}

std::vector<std::int16_t> DiskSound::samples() const {
    std::ifstream in(file_, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    std::vector<std::int16_t> out(bytes.size() / sizeof(std::int16_t));
    std::memcpy(out.data(), bytes.data(), out.size() * sizeof(std::int16_t));
    return out;
}

int loudest(const std::vector<std::int16_t>& samples) {
    int most = 0;
    for (const std::int16_t sample : samples) most = std::max(most, std::abs(static_cast<int>(sample)));
    return most;
}

double heard_share(const std::vector<std::int16_t>& samples) {
    const auto heard = std::count_if(samples.begin(), samples.end(), [](std::int16_t sample) {
        return std::abs(static_cast<int>(sample)) > kNearlySilent;
    });
    return samples.empty() ? 0 : static_cast<double>(heard) / static_cast<double>(samples.size());
}

}  // namespace dayroom::test
