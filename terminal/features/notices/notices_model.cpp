#include "terminal/features/notices/notices_model.h"

#include "terminal/features/base/local_text.h"

namespace dayroom::features {

NoticeView make_notice(const local::Notice& notice, const ui::Texts& t, Timestamp now) {
    NoticeView view;
    view.id = notice.id();
    view.title = pick(notice.title(), t.language());
    view.text = pick(notice.text(), t.language());
    view.emergency = notice.emergency();
    view.over = notice.over();
    view.asks = notice.must_acknowledge() && !notice.over() && notice.acknowledged_ms() == 0;
    if (notice.acknowledged_ms() > 0) {
        const std::string when = t.moment(Timestamp::from_ms(notice.acknowledged_ms()), now);
        view.acknowledged =
            t(notice.acknowledgement_waits() ? "notices.read_saved" : "notices.read_at", {{"when", when}});
    }
    if (notice.over()) {
        view.when = t("notices.over", {{"date", t.date(Timestamp::from_ms(notice.valid_to_ms()), now)}});
    } else if (notice.valid_to_ms() > 0) {
        view.when = t("notices.until", {{"date", t.date(Timestamp::from_ms(notice.valid_to_ms()), now)}});
    } else if (notice.valid_from_ms() > 0) {
        view.when = t("notices.since", {{"date", t.date(Timestamp::from_ms(notice.valid_from_ms()), now)}});
    }
    return view;
}

MustRead make_must_read(const local::Notices& notices, const ui::Texts& t, Timestamp now) {
    MustRead out;
    for (const auto& notice : notices.notices()) {
        NoticeView view = make_notice(notice, t, now);
        if (!view.asks) continue;
        if (out.left == 0) out.notice = std::move(view);
        ++out.left;
    }
    return out;
}

std::vector<NoticeView> make_notices(const google::protobuf::RepeatedPtrField<local::Notice>& notices,
                                     const ui::Texts& t, Timestamp now) {
    std::vector<NoticeView> views;
    for (const auto& notice : notices) views.push_back(make_notice(notice, t, now));
    return views;
}

}  // namespace dayroom::features
