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
    std::string when;          // "Since June 3", "Until June 12"
    std::string acknowledged;  // "You said on June 3, 2:05 PM that you read it"; empty: not asked for, or not yet
    bool emergency = false;
    bool over = false;
    bool asks = false;  // stands, and must be read before going on
};

NoticeView make_notice(const local::Notice& notice, const ui::Texts& texts, Timestamp now);
/// What must be read first: the one whose turn it is, and how many there are.
struct MustRead {
    NoticeView notice;
    int left = 0;  // this one too; 0: nothing
};
MustRead make_must_read(const local::Notices& notices, const ui::Texts& texts, Timestamp now);

std::vector<NoticeView> make_notices(const google::protobuf::RepeatedPtrField<local::Notice>& notices,
                                     const ui::Texts& texts, Timestamp now);

}  // namespace dayroom::features
