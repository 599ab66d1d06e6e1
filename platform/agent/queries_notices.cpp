// Notices, and that they were read.
#include <algorithm>

#include "platform/agent/answers.h"

namespace dayroom::agent {

local::Notice notice_of(const store::NoticeView& view) {
    local::Notice notice;
    notice.set_id(view.id.raw());
    copy_texts(view.notice.title(), notice.mutable_title());
    copy_texts(view.notice.text(), notice.mutable_text());
    notice.set_valid_from_ms(view.notice.valid_from_ms());
    notice.set_valid_to_ms(view.notice.valid_to_ms());
    notice.set_emergency(view.notice.emergency());
    notice.set_must_acknowledge(view.notice.must_acknowledge());
    notice.set_acknowledged_ms(view.acknowledged.ms());
    notice.set_acknowledgement_waits(view.acknowledgement_waits);
    notice.set_over(view.over);
    notice.set_seen(view.seen);
    notice.set_scope(view.scope == wire::RESIDENT       ? "resident"
                     : view.scope == wire::HOUSING_UNIT ? "unit"
                                                        : "facility");
    return notice;
}

Result<std::vector<store::NoticeView>> notices_here(Desk& desk) {
    const Timestamp now = desk.clock.now();
    return desk.session.vault->notices(now, TRY(desk.device.notices(now, false)));
}

int count_asking(const std::vector<store::NoticeView>& notices) {
    return static_cast<int>(
        std::count_if(notices.begin(), notices.end(), [](const auto& notice) { return notice.asks(); }));
}

Answer answer_notices(Desk& desk) {
    const auto notices = TRY(notices_here(desk));
    local::ToTerminal answer;
    auto& list = *answer.mutable_notices();
    std::vector<NoticeId> unseen;
    for (const auto& notice : notices) {
        *list.add_notices() = notice_of(notice);
        if (!notice.seen) unseen.push_back(notice.id);
    }
    // While something must be read first, it is read one by one: the others have not been looked at.
    if (count_asking(notices) == 0 && !unseen.empty()) TRY(desk.session.vault->mark_notices_seen(unseen));
    list.set_stamp(moved_of(desk.device.stamps(), desk.session).notices());
    return answer;
}

Answer answer_acknowledge_notice(Desk& desk, const local::AcknowledgeNotice& query) {
    const auto id = TRY(NoticeId::from_bytes(query.notice_id()));
    const auto notices = TRY(notices_here(desk));
    const auto found =
        std::find_if(notices.begin(), notices.end(), [&](const auto& notice) { return notice.id == id; });
    if (found == notices.end()) return Error(ErrorCode::kNotFound, "no such notice");
    if (!found->notice.must_acknowledge()) return Error(ErrorCode::kInvalid, "nobody is asked to acknowledge it");
    if (found->acknowledged.is_set()) return done();
    store::Intent intent;
    intent.command = new_command(desk);
    intent.command.mutable_acknowledge_notice()->set_notice_id(query.notice_id());
    TRY(queue_command(desk, intent));
    if (!found->seen) TRY(desk.session.vault->mark_notices_seen({id}));
    return done();
}

}  // namespace dayroom::agent
