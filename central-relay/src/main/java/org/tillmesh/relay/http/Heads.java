package org.tillmesh.relay.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Heads of requests and answers, between Netty's and this package's. */
final class Heads {
    /** Where a script of the console sends the session's secret. */
    private static final String PROOF = "X-Proof";

    /** Says that no person asks, but a page that keeps itself fresh. */
    private static final String QUIET = "X-Quiet";

    private static final String EVENTS = "/events";

    private Heads() {}

    // ---- what came

    static Asked asked(HttpRequest head, String from) throws BadHead {
        Map<String, String> cookies = new LinkedHashMap<>();
        String header = head.headers().get(HttpHeaderNames.COOKIE, "");
        ServerCookieDecoder.STRICT.decode(header).forEach(cookie -> cookies.put(cookie.name(), cookie.value()));
        HttpMethod method = head.method().equals(HttpMethod.HEAD) ? HttpMethod.GET : head.method();
        var address = new QueryStringDecoder(head.uri());
        return new Asked(
                method.name(),
                path(address),
                parameters(address),
                cookies,
                head.headers().get(HttpHeaderNames.AUTHORIZATION, ""),
                head.headers().get(HttpHeaderNames.ORIGIN, ""),
                head.headers().get(HttpHeaderNames.HOST, ""),
                head.headers().get(HttpHeaderNames.CONTENT_TYPE, ""),
                new byte[0],
                from,
                new Asked.Wishes(
                        head.headers().get(PROOF, ""),
                        head.headers().get(HttpHeaderNames.ACCEPT_ENCODING, ""),
                        head.headers().get(HttpHeaderNames.IF_NONE_MATCH, ""),
                        head.headers().contains(QUIET) || path(address).endsWith(EVENTS)),
                null);
    }

    private static String path(QueryStringDecoder address) throws BadHead {
        try {
            return address.path();
        } catch (IllegalArgumentException e) {
            throw new BadHead(
                    "The address has a % without two hex digits behind it; write a percent sign itself as %25");
        }
    }

    /** Each by its name, once. @param encoded an address or a form */
    static Map<String, String> parameters(QueryStringDecoder encoded) throws BadHead {
        Map<String, List<String>> read;
        try {
            read = encoded.parameters();
        } catch (IllegalArgumentException e) {
            throw new BadHead(
                    "The parameters have a % without two hex digits behind it; write a percent sign itself as %25");
        }
        Map<String, String> once = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> each : read.entrySet()) {
            if (each.getValue().size() > 1) {
                throw new BadHead("The parameter \"" + each.getKey() + "\" stands there twice; give it once");
            }
            once.put(each.getKey(), each.getValue().get(0));
        }
        return once;
    }

    /** So many bytes are announced; 0 if none are, or nobody said how many. */
    static long bodyBytes(HttpRequest head) {
        return HttpUtil.isTransferEncodingChunked(head) ? 0 : HttpUtil.getContentLength(head, 0L);
    }

    static boolean expectsOtherThanContinue(HttpRequest head) {
        String expected = head.headers().get(HttpHeaderNames.EXPECT);
        return expected != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expected);
    }

    // ---- what goes

    static HttpResponse response(Reply reply, boolean withBody, boolean keepAlive) {
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(reply.status()),
                withBody ? Unpooled.wrappedBuffer(reply.body()) : Unpooled.EMPTY_BUFFER);
        if (reply.status() != 304) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
        }
        put(response, reply);
        HttpUtil.setKeepAlive(response, keepAlive);
        return response;
    }

    /** Of an answer whose body comes piece by piece. */
    static HttpResponse beginning(Reply reply) {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
        put(response, reply);
        HttpUtil.setTransferEncodingChunked(response, true);
        return response;
    }

    private static void put(HttpResponse response, Reply reply) {
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, reply.type())
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Referrer-Policy", "same-origin")
                .set("Strict-Transport-Security", "max-age=31536000")
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'"
                                + " data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        reply.headers().forEach((name, value) -> response.headers().set(name, value));
    }
}
