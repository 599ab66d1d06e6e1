#include "provisioning/enroll/token_batch.h"

#include <array>
#include <set>

#include <fmt/format.h>

#include "platform/base/csv_table.h"

namespace dayroom::provisioning {
namespace {

constexpr std::array<std::string_view, 2> kNeeded = {"name", "unit"};
constexpr std::array<std::string_view, 1> kOptional = {"kind"};

class WrongLines {
public:
    void add(int line, const std::string& what) {
        if (++count_ <= kMostNamed) text_ += fmt::format("\n  line {}: {}", line, what);
    }
    Status status() const {
        if (count_ == 0) return {};
        const std::string more =
            count_ > kMostNamed ? fmt::format("\n  and {} more lines", count_ - kMostNamed) : std::string();
        return Error(ErrorCode::kInvalid, fmt::format("no token was made: {} {} wrong{}{}", count_,
                                                      count_ == 1 ? "line is" : "lines are", text_, more));
    }

private:
    std::size_t count_ = 0;
    std::string text_;
};

}  // namespace

Result<std::vector<TokenWish>> read_batch(std::string_view csv, const HubRequest& hub, const std::string& hub_address,
                                          Milliseconds life) {
    const auto rows = TRY(parse_csv(csv, kMaxBatch + 1));
    if (rows.size() < 2) return Error(ErrorCode::kInvalid, "the table names no device");
    if (const std::string problem = problem_of_head(rows.front(), {kNeeded, kOptional, {}}); !problem.empty())
        return Error(ErrorCode::kInvalid, "the first line: " + problem);
    WrongLines wrong;
    std::vector<TokenWish> wishes;
    std::set<std::string> names;
    for (std::size_t at = 1; at < rows.size(); ++at) {
        const TableRow row(rows.front(), rows[at]);
        if (!row.problem().empty()) {
            wrong.add(rows[at].line, row.problem());
            continue;
        }
        const auto unit = hub.unit(row.text("unit"));
        const std::string kind = row.text("kind");
        TokenWish wish{unit.ok() ? *unit : HubRequest::Unit{}, row.text("name"), hub_address,
                       kind.empty() ? "kiosk" : kind, life};
        if (!unit.ok()) {
            wrong.add(rows[at].line, unit.error().detail);
        } else if (const Status sound = check_wish(wish); !sound.ok()) {
            wrong.add(rows[at].line, sound.error().detail);
        } else if (!names.insert(wish.device_name).second) {
            wrong.add(rows[at].line, "another line has the name \"" + wish.device_name + "\" already");
        }
        wishes.push_back(std::move(wish));
    }
    TRY(wrong.status());
    return wishes;
}

std::string token_file_name(std::size_t number, const std::string& device_name) {
    std::string name;
    for (const char c : device_name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (plain || c == '-') {
            name += c;
        } else if (!name.empty() && name.back() != '_') {
            name += '_';
        }
    }
    return fmt::format("{:04}-{}.token", number, name.empty() ? "device" : name);
}

}  // namespace dayroom::provisioning
