// Any bytes as a catalog file: refused, or every sentence of it can be filled in, with arguments and without.
#include <cstdint>
#include <string_view>

#include "platform/base/check.h"
#include "platform/base/utf8.h"
#include "terminal/ui/catalog/catalog.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dayroom;
    auto catalog = ui::Catalog::parse({reinterpret_cast<const char*>(data), size});
    if (!catalog.ok()) return 0;
    for (const std::string& key : catalog->keys()) {
        DAYROOM_ASSERT(catalog->has(key));
        (void)catalog->arguments(key);
        (void)catalog->format(key, {});
        const auto filled = catalog->format(
            key, {{"count", 3}, {"name", std::string("Ana {x} 'y'")}, {"amount", std::string("$4.15")}});
        DAYROOM_ASSERT(filled.has_value() && utf8::is_valid(*filled));
    }
    return 0;
}
