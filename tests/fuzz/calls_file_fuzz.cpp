// Any bytes as a file of call records, as a body in JSON and as CSV in one: refused with a reason, or every line of it
// is there in its order, and each number in it may be, or is none that can be booked.
#include <cstdint>

#include "platform/base/check.h"
#include "platform/base/csv.h"
#include "platform/base/utf8.h"
#include "platform/facility/integration/calls_body.h"
#include "platform/rules/phone_rates.h"

namespace {

using namespace dayroom;

constexpr std::size_t kMostTableCharacters = 64 * 1024;

void check_file(const facility::CallFile& file) {
    DAYROOM_ASSERT(file.lines.size() <= facility::kMaxCallLines);
    int before = 0;
    for (const facility::CallLine& line : file.lines) {
        DAYROOM_ASSERT(line.line > before);
        before = line.line;
        DAYROOM_ASSERT(line.seconds >= -1 && line.seconds <= rules::kMostCallSeconds);
        DAYROOM_ASSERT(line.cents >= -1 && line.cents <= kMaxCommandUnits);
        DAYROOM_ASSERT(line.began_ms >= 0);
        DAYROOM_ASSERT(utf8::is_valid(line.record) && utf8::is_valid(line.problem));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    if (auto body = facility::JsonBody::parse(input); body.ok()) {
        const auto read = facility::read_call_file(*body);
        if (read.ok()) check_file(*read);
        (void)body->done();
    }
    const std::string table = utf8::sanitize(input, kMostTableCharacters);
    auto wrapped = facility::JsonBody::of({{"format", "dayroom-calls-1"}, {"name", "fuzz"}, {"csv", table}});
    const auto read = facility::read_call_file(wrapped);
    if (!read.ok() || !wrapped.done().ok()) return 0;
    check_file(*read);
    const auto rows = parse_csv(table, facility::kMaxCallLines + 1);
    if (read->problem.empty()) DAYROOM_ASSERT(rows.ok() && rows->size() == read->lines.size() + 1);
    if (!rows.ok()) DAYROOM_ASSERT(!read->problem.empty());
    return 0;
}
