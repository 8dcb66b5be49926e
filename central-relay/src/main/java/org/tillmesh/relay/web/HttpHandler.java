package org.tillmesh.relay.web;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP on one side, {@link Pages} on the other; puts the security headers on everything. */
final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpHandler.class);

    private final Pages pages;

    HttpHandler(Pages pages) {
        this.pages = pages;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        Reply reply;
        if (request.decoderResult().isFailure()) {
            reply = Reply.json(
                    400, "{\"ok\":false,\"error\":{\"code\":\"BAD_VALUE\",\"message\":\"This is no HTTP request\"}}");
        } else {
            try {
                reply = pages.answer(asked(request));
            } catch (RuntimeException e) {
                LOG.error("{} {} failed", request.method(), request.uri(), e);
                reply = Reply.json(
                        500,
                        "{\"ok\":false,\"error\":{\"code\":\"INTERNAL\",\"message\":\"An internal error; the relay's log has more\"}}");
            }
        }
        send(context, request, reply);
    }

    private static Asked asked(FullHttpRequest request) {
        var decoder = new QueryStringDecoder(request.uri());
        Map<String, String> query = new LinkedHashMap<>();
        decoder.parameters().forEach((name, values) -> query.put(name, values.get(0)));
        Map<String, String> cookies = new LinkedHashMap<>();
        String header = request.headers().get(HttpHeaderNames.COOKIE, "");
        ServerCookieDecoder.STRICT.decode(header).forEach(cookie -> cookies.put(cookie.name(), cookie.value()));
        return new Asked(
                request.method().name(),
                decoder.path(),
                query,
                cookies,
                request.headers().get(HttpHeaderNames.AUTHORIZATION, ""),
                request.headers().get(HttpHeaderNames.ORIGIN, ""),
                request.headers().get(HttpHeaderNames.HOST, ""),
                ByteBufUtil.getBytes(request.content()));
    }

    private static void send(ChannelHandlerContext context, FullHttpRequest request, Reply reply) {
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), Unpooled.wrappedBuffer(reply.body()));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, reply.type())
                .set(HttpHeaderNames.CONTENT_LENGTH, reply.body().length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Referrer-Policy", "same-origin")
                .set("Strict-Transport-Security", "max-age=31536000")
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:;"
                                + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        reply.headers().forEach((name, value) -> response.headers().set(name, value));
        boolean alive = HttpUtil.isKeepAlive(request);
        HttpUtil.setKeepAlive(response, alive);
        var written = context.writeAndFlush(response);
        if (!alive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("A browser's connection broke: {}", cause.toString());
        context.close();
    }
}
