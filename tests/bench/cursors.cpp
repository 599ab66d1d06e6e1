#include "tests/bench/cursors.h"

namespace dayroom::bench {

wire::FeedRequest first_request() {
    wire::FeedRequest request;
    request.set_schema(1);
    return request;
}

void take_answer(const wire::FeedResponse& answer, wire::FeedRequest& next) {
    next.set_epoch(answer.epoch());
    for (const wire::FeedPage& page : answer.pages()) {
        wire::ScopeCursor* cursor = nullptr;
        for (auto& known : *next.mutable_cursors()) {
            if (known.scope().kind() == page.scope().kind() && known.scope().id() == page.scope().id()) cursor = &known;
        }
        if (cursor == nullptr) {
            cursor = next.add_cursors();
            *cursor->mutable_scope() = page.scope();
        }
        if (page.snapshot_token().empty()) cursor->set_seq(page.to_seq());
        cursor->set_snapshot_after(page.snapshot_token());
    }
}

}  // namespace dayroom::bench
