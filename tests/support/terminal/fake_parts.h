// What the parts of the scripted agent share.
#pragma once

#include <string>

#include "platform/agent/local.pb.h"

namespace dayroom::test {

/// Of a document that was attached: lines as of print. False: it is another picture.
bool draw_page_strip(const local::GetPhoto& query, local::ToTerminal& answer);

inline void refuse(local::ToTerminal& answer, const char* code) { answer.mutable_problem()->set_code(code); }

inline void add_texts(google::protobuf::RepeatedPtrField<local::LocalText>* texts, const std::string& english,
                      const std::string& spanish) {
    auto* text = texts->Add();
    text->set_language("en");
    text->set_text(english);
    text = texts->Add();
    text->set_language("es");
    text->set_text(spanish);
}

}  // namespace dayroom::test
