#include "platform/facility/requests/pieces.h"

#include <string_view>

namespace dayroom::facility {
namespace {

/// Every part with its length before it, numbers in decimal digits: docs/features/requests.md.
class PieceHash {
public:
    explicit PieceHash(const RequestId& request, int position) {
        add("dayroom-request-piece-1");
        add(request.to_string());
        add(std::to_string(position));
    }
    void add(std::string_view part) { hash_.update_sized(as_bytes(part)); }
    crypto::Digest finish() { return hash_.finish(); }

private:
    crypto::Blake2b hash_;
};

}  // namespace

crypto::Digest digest_of(const Filing& filing) {
    PieceHash hash(filing.request, 0);
    hash.add(filing.resident.to_string());
    hash.add(filing.form_code);
    hash.add(std::to_string(filing.form_revision));
    hash.add(std::to_string(filing.submitted.ms()));
    hash.add(filing.receipt_code);
    hash.add(std::to_string(filing.fee.units()));
    hash.add(std::to_string(filing.answers.size()));
    for (const FiledAnswer& answer : filing.answers) {
        hash.add(answer.field);
        hash.add(answer.value);
        hash.add(answer.label);
        hash.add(answer.words);
    }
    return hash.finish();
}

crypto::Digest digest_of(const RequestStep& step) {
    PieceHash hash(step.request, step.position);
    hash.add(step.state);
    hash.add(std::to_string(step.at.ms()));
    hash.add(step.by_role);
    hash.add(step.by ? step.by->to_string() : std::string());
    hash.add(std::to_string(step.level));
    hash.add(step.text);
    for (const crypto::Digest& file : step.attached) hash.add(to_hex(file));
    if (!step.act.empty()) hash.add(step.act);
    return hash.finish();
}

}  // namespace dayroom::facility
