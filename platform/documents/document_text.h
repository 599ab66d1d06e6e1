// Handbook and rules as a text file that people write by hand: a small part of Markdown with a head. docs/formats has
// the description; a file that is wrong names every line.
//
//   dayroom-document-1
//   code: handbook
//   language: en
//   title: Resident handbook
//   public: yes
//   position: 1
//
//   # Chapter
//   A paragraph, over as many lines as one likes.
//
//   ## Section
//   - a list            1. a list with numbers
//   - with items        2. of its own
//
//   ! What must not be overlooked.
//
// A line that begins with two spaces goes on with the item above it. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/wire/dayroom.pb.h"

namespace dayroom::documents {

inline constexpr std::string_view kTextFormat = "dayroom-document-1";
inline constexpr std::size_t kMaxTextBytes = 256 * 1024;
inline constexpr std::size_t kMostFaults = 50;  // that are told of one file

struct Fault {
    int line = 0;      // from 1; 0: of the whole file
    std::string what;  // an English sentence for staff
};

struct Reading {
    wire::Document document;    // without revision and time; only whole when there are no faults
    std::vector<Fault> faults;  // in the order of the lines
};
/// Never fails: what is wrong stands in `faults`.
Reading read_text(std::string_view text);

/// The file that reads as this document.
std::string write_text(const wire::Document& document);

}  // namespace dayroom::documents
