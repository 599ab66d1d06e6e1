// Where a journey may end a program hard, as a power cut would. In test builds a program that meets a point ends there
// at once if the file that DAYROOM_CRASH_FILE names holds the point's name; the file goes first, so that the next start
// goes on. In all other builds, and without the variable, nothing.
#pragma once

#include <string_view>

namespace dayroom {

/// The life of a command, in its order.
inline constexpr std::string_view kCrashIntentSaved = "intent_saved";          // agent: in the vault, not in the outbox
inline constexpr std::string_view kCrashBeforeSending = "before_sending";      // agent: marked as sent
inline constexpr std::string_view kCrashBeforeCommit = "before_commit";        // hub: run, nothing is durable
inline constexpr std::string_view kCrashCommitted = "committed";               // hub: durable, not answered
inline constexpr std::string_view kCrashBeforeRecording = "before_recording";  // agent: answered, not in the outbox

#ifdef DAYROOM_TEST_BUILD
void crash_point(std::string_view name);
#else
inline void crash_point(std::string_view) {}
#endif

}  // namespace dayroom
