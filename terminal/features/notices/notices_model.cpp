#include "terminal/features/notices/notices_model.h"

#include "terminal/features/base/local_text.h"

namespace dayroom::features {

NoticeView make_notice(const local::Notice& notice, const ui::Texts& t, Timestamp now) {
    NoticeView view;
    view.id = notice.id();
    view.title = pick(notice.title(), t.language());
    view.text = pick(notice.text(), t.language());
    view.emergency = notice.emergency();
    if (notice.valid_to_ms() > 0) {
        view.when = t("notices.until", {{"date", t.date(Timestamp::from_ms(notice.valid_to_ms()), now)}});
    } else if (notice.valid_from_ms() > 0) {
        view.when = t("notices.since", {{"date", t.date(Timestamp::from_ms(notice.valid_from_ms()), now)}});
    }
    return view;
}

std::vector<NoticeView> make_notices(const google::protobuf::RepeatedPtrField<local::Notice>& notices,
                                     const ui::Texts& t, Timestamp now) {
    std::vector<NoticeView> views;
    for (const auto& notice : notices) views.push_back(make_notice(notice, t, now));
    return views;
}

}  // namespace dayroom::features
