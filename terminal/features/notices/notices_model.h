// Notices of the facility in the reader's language, the most urgent first as the agent sends them. Pure.
#pragma once

#include <string>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

struct NoticeView {
    std::string id;
    std::string title;
    std::string text;
    std::string when;  // "Since June 3", "Until June 12"
    bool emergency = false;
};

NoticeView make_notice(const local::Notice& notice, const ui::Texts& texts, Timestamp now);
std::vector<NoticeView> make_notices(const google::protobuf::RepeatedPtrField<local::Notice>& notices,
                                     const ui::Texts& texts, Timestamp now);

}  // namespace dayroom::features
