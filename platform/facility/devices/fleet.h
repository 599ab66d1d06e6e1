// All terminals of a facility together: what about each needs somebody, how many there are of each kind of trouble, and
// the same for a monitoring system. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "platform/facility/devices/devices.h"

namespace dayroom::facility {

/// What about a terminal needs somebody, worst first. docs/operations/alarms.md says what to do about each.
enum class DeviceAlarm : std::uint8_t {
    kCertificateOver,  // it is refused: it must be enrolled again
    kSilent,           // it has not reported for kSilentAfter
    kNeverSeen,        // enrolled for longer than that, and it has not reported once
    kClock,            // its clock is off by more than kClockOff
    kOutbox,           // kOutboxFull or more commands wait in it
    kFaults,           // it counted faults since its agent was started
    kImage,            // the image that the policy names cannot be put in there, or did not start
    kCertificateSoon,  // less than kCertificateWarning is left
    kOtherVersion,     // it runs another version than most
};
inline constexpr DeviceAlarm kDeviceAlarms[] = {
    DeviceAlarm::kCertificateOver, DeviceAlarm::kSilent,          DeviceAlarm::kNeverSeen,
    DeviceAlarm::kClock,           DeviceAlarm::kOutbox,          DeviceAlarm::kFaults,
    DeviceAlarm::kImage,           DeviceAlarm::kCertificateSoon, DeviceAlarm::kOtherVersion};
/// "certificate_over", as API, metrics and the console say it.
std::string_view name_of(DeviceAlarm alarm);

/// Terminals report every five minutes: three reports are missing.
inline constexpr Milliseconds kSilentAfter{15LL * 60 * 1'000};
/// More than that makes commands look old or from tomorrow (docs/decisions/0016).
inline constexpr Milliseconds kClockOff{2LL * 60 * 1'000};
inline constexpr std::int64_t kOutboxFull = 50;

struct Fleet {
    /// Of each device, in the order of the list; a revoked one has none.
    std::vector<std::vector<DeviceAlarm>> alarms;
    std::int64_t active = 0;
    std::int64_t revoked = 0;
    std::int64_t troubled = 0;  // active ones with at least one alarm
    std::int64_t waiting = 0;   // commands in all outboxes
    std::map<DeviceAlarm, std::int64_t> counts;
    std::string version;  // that most of the active ones run; empty: none has reported
};
Fleet look_at_fleet(const std::vector<ListedDevice>& devices, Timestamp now);

/// The text format of Prometheus (0.0.4): totals, alarms by kind, and what each active terminal last reported.
std::string fleet_metrics(const std::vector<ListedDevice>& devices, Timestamp now);

}  // namespace dayroom::facility
