package org.tillmesh.replication.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/** Writes a message as {@code length u32 ‖ CBOR}. */
public final class FrameEncoder extends MessageToByteEncoder<Message> {

    @Override
    protected void encode(ChannelHandlerContext ctx, Message message, ByteBuf out) {
        byte[] bytes = Messages.encode(message);
        out.writeInt(bytes.length);
        out.writeBytes(bytes);
    }
}
