package org.tillmesh.relay.reporting;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.zatca.api.ApiFailure;
import org.tillmesh.zatca.api.Csid;
import org.tillmesh.zatca.api.FatooraClient;
import org.tillmesh.zatca.api.Submission;
import org.tillmesh.zatca.api.Verdict;

/**
 * Onboarding as the tills ask for it over their links: the till makes key, request and compliance documents, the relay
 * calls the authority and keeps the API's secrets, the till gets its certificate. A question is answered at once with the
 * number of a job, whose outcome is asked for until it is there: the authority may take its time, a link may not.
 */
final class OnboardingDesk {
    private static final Logger LOG = LoggerFactory.getLogger(OnboardingDesk.class);
    private static final int JOBS_MAX = 1_000;
    /** Precondition Required: how a renewal is refused when the rules have changed since. */
    private static final int COMPLIANCE_ANEW = 428;

    private final Supplier<Optional<FatooraClient>> client;
    private final Credentials credentials;
    private final Executor work;
    private final Runnable mended;
    private final Map<TillId, Csid> compliance = new ConcurrentHashMap<>();
    private final Map<String, Job> jobs = new HashMap<>();

    private record Job(TillId till, Map<String, Value> outcome) {}

    private static final Map<String, Value> WORKING = Map.of("state", Value.of("working"));

    /** @param mended told when a till has new credentials */
    OnboardingDesk(Supplier<Optional<FatooraClient>> client, Credentials credentials, Executor work, Runnable mended) {
        this.client = client;
        this.credentials = credentials;
        this.work = work;
        this.mended = mended;
    }

    /** @throws IllegalArgumentException if the question is none, or nothing is set up to answer it */
    Value ask(TillId till, Value body) {
        if (!(body instanceof Value.MapOf map)) {
            throw new IllegalArgumentException("An onboarding question is a map of fields");
        }
        Map<String, Value> in = map.entries();
        String what = text(in, "do");
        if (what.equals("poll")) {
            return poll(till, text(in, "job"));
        }
        FatooraClient api = client.get()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Head office has no address of the tax authority yet; set it: relay zatca --api URL"));
        return switch (what) {
            case "environment" ->
                Value.map(Map.of(
                        "environment",
                        Value.of(FatooraClient.environmentOf(api.api()).name())));
            case "compliance" -> begin(till, () -> compliance(till, api, text(in, "csr"), text(in, "otp")));
            case "check" -> {
                var document = new Submission(text(in, "hash"), text(in, "uuid"), bytes(in, "xml"));
                yield begin(till, () -> check(api, begun(till), document));
            }
            case "production" -> begin(till, () -> kept(till, api.productionCsid(begun(till))));
            case "renew" -> begin(till, () -> renew(till, api, text(in, "csr"), text(in, "otp")));
            default -> throw new IllegalArgumentException("Onboarding step \"" + what + "\" is unknown here");
        };
    }

    private Csid begun(TillId till) {
        Csid csid = compliance.get(till);
        if (csid == null) {
            throw new IllegalArgumentException(
                    "No onboarding of till " + till + " is under way; begin again with a new OTP");
        }
        return csid;
    }

    private Map<String, Value> compliance(TillId till, FatooraClient api, String csr, String otp) {
        Csid csid = api.complianceCsid(csr, otp);
        compliance.put(till, csid);
        return done(Map.of("token", Value.of(csid.token())));
    }

    private static Map<String, Value> check(FatooraClient api, Csid csid, Submission document) {
        Verdict verdict = api.checkCompliance(csid, document);
        return done(Map.of(
                "accepted", Value.of(verdict.isAccepted()),
                "status", Value.of((long) verdict.status()),
                "kind", Value.of(verdict.kind().name().toLowerCase(Locale.ROOT)),
                "reasons", Value.of(verdict.reasons())));
    }

    private Map<String, Value> renew(TillId till, FatooraClient api, String csr, String otp) {
        Csid current = credentials
                .newest(till)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Head office holds no credentials of till " + till + " to renew; onboard it"));
        return kept(till, api.renew(current, csr, otp));
    }

    private Map<String, Value> kept(TillId till, Csid csid) {
        credentials.keep(till, csid);
        compliance.remove(till);
        mended.run();
        return done(Map.of("token", Value.of(csid.token())));
    }

    private static Map<String, Value> done(Map<String, Value> fields) {
        var outcome = new TreeMap<>(fields);
        outcome.put("state", Value.of("done"));
        return outcome;
    }

    // ---- jobs

    private Value begin(TillId till, Supplier<Map<String, Value>> step) {
        String id = UUID.randomUUID().toString();
        synchronized (jobs) {
            if (jobs.size() >= JOBS_MAX) {
                throw new IllegalArgumentException("Too many onboardings at a time; try again in a minute");
            }
            jobs.values().removeIf(job -> job.till().equals(till)); // of an attempt that was given up
            jobs.put(id, new Job(till, WORKING));
        }
        work.execute(() -> {
            Map<String, Value> outcome = outcome(till, step);
            synchronized (jobs) {
                jobs.replace(id, new Job(till, outcome));
            }
        });
        return Value.map(Map.of("job", Value.of(id)));
    }

    private static Map<String, Value> outcome(TillId till, Supplier<Map<String, Value>> step) {
        try {
            return step.get();
        } catch (ApiFailure e) {
            LOG.warn("Onboarding of {}: {}", till, e.getMessage());
            String mend = e.status() == COMPLIANCE_ANEW
                    ? "; compliance is to be checked anew: onboard the till with a new OTP"
                    : e.mayPass() ? "; try again later with a new OTP" : "";
            return failed(e.getMessage() + mend, e.status());
        } catch (IllegalArgumentException e) {
            return failed(String.valueOf(e.getMessage()), 0);
        } catch (RuntimeException e) {
            LOG.error("Onboarding of {} failed", till, e);
            return failed("an internal error of head office", 0);
        }
    }

    private static Map<String, Value> failed(String message, int status) {
        return Map.of("state", Value.of("failed"), "message", Value.of(message), "status", Value.of((long) status));
    }

    private Value poll(TillId till, String id) {
        synchronized (jobs) {
            Job job = jobs.get(id);
            if (job == null || !job.till().equals(till)) {
                throw new IllegalArgumentException("That step is not known here any more; begin again");
            }
            if (job.outcome() != WORKING) {
                jobs.remove(id);
            }
            return Value.map(job.outcome());
        }
    }

    private static String text(Map<String, Value> in, String field) {
        if (in.get(field) instanceof Value.Text text) {
            return text.value();
        }
        throw new IllegalArgumentException("Field \"" + field + "\" is missing");
    }

    private static byte[] bytes(Map<String, Value> in, String field) {
        if (in.get(field) instanceof Value.Bytes bytes) {
            return bytes.value();
        }
        throw new IllegalArgumentException("Field \"" + field + "\" is missing");
    }
}
