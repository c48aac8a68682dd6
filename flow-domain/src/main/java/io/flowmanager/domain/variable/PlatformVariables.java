package io.flowmanager.domain.variable;

import static io.flowmanager.domain.variable.ReservedVariables.ACTIVEFLOW_ID;
import static io.flowmanager.domain.variable.ReservedVariables.CALL_DIGITS;
import static io.flowmanager.domain.variable.ReservedVariables.COMPLETE_COUNT;
import static io.flowmanager.domain.variable.ReservedVariables.FLOW_ID;
import static io.flowmanager.domain.variable.ReservedVariables.REFERENCE_ACTIVEFLOW_ID;
import static io.flowmanager.domain.variable.ReservedVariables.REFERENCE_DATA;
import static io.flowmanager.domain.variable.ReservedVariables.REFERENCE_ID;
import static io.flowmanager.domain.variable.ReservedVariables.REFERENCE_TYPE;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The variables that an activeflow may have without its author's doing: set by the flow manager or
 * by other services.
 */
public final class PlatformVariables {
  private static final String ADDRESS = "name detail target target_name type";

  /** Every name, whichever service sets it. */
  public static final Set<String> NAMES =
      Stream.of(
              Stream.of(
                  ACTIVEFLOW_ID,
                  REFERENCE_TYPE,
                  REFERENCE_ID,
                  REFERENCE_ACTIVEFLOW_ID,
                  FLOW_ID,
                  COMPLETE_COUNT,
                  REFERENCE_DATA,
                  CALL_DIGITS,
                  "contact_case_id"),
              under("voipbin.call", "id direction master_call_id"),
              under("voipbin.call.source", ADDRESS),
              under("voipbin.call.destination", ADDRESS),
              under(
                  "voipbin.recording",
                  "id reference_type reference_id format recording_name filenames"),
              under("voipbin.conversation", "id owner_id"),
              under("voipbin.conversation.self", ADDRESS),
              under("voipbin.conversation.peer", ADDRESS),
              under("voipbin.conversation_message", "id text direction"),
              under("voipbin.queue", "id name detail"),
              under("voipbin.queuecall", "id timeout_wait timeout_service"),
              under(
                  "voipbin.aicall",
                  "id ai_id ai_engine_model confbridge_id stt_language pipecatcall_id"),
              under("voipbin.ai_summary", "id reference_type reference_id language content"),
              under("voipbin.transcribe", "id language direction"))
          .flatMap(names -> names)
          .collect(Collectors.toUnmodifiableSet());

  private PlatformVariables() {}

  private static Stream<String> under(String prefix, String names) {
    return Arrays.stream(names.split(" ", -1)).map(name -> prefix + "." + name);
  }
}
