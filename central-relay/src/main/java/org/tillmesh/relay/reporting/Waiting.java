package org.tillmesh.relay.reporting;

import java.time.Instant;

/** A document without an answer. @param at when it was issued */
record Waiting(String uuid, String receipt, long icv, Instant at) {}
