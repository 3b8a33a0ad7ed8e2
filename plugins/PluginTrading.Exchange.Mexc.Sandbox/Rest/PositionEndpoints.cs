using System.Text.Json;
using PluginTrading.Exchange.Mexc.Sandbox.Account;
using PluginTrading.Exchange.Mexc.Sandbox.Markets;
using PluginTrading.Exchange.Mexc.Sandbox.Wire;

namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>Positions and their settings.</summary>
internal sealed class PositionEndpoints(Venue venue)
{
    private const string Root = "/api/v1/private/position/";
    private readonly VenueState _state = venue.State;

    public IReadOnlyList<Route> Routes =>
    [
        Get("open_positions", OpenPositions),
        Get("list/history_positions", History),
        Get("funding_records", FundingRecords),
        Get("leverage", Leverage),
        Get("position_mode", PositionMode),
        Post("change_leverage", Limits.Leverage, ChangeLeverage),
        Post("change_position_mode", Limits.Usual, ChangePositionMode),
        Post("change_margin", Limits.Usual, ChangeMargin),
        Post("change_auto_add_im", Limits.Usual, static (_, _) => 604),
        Post("reverse", Limits.Placing, static (_, _) => 604),
        Post("close_all", Limits.Placing, CloseAll),
    ];

    private static Route Get(string path, Endpoint endpoint) => new("GET", Root + path, Limits.Usual, endpoint);

    private static Route Post(string path, RateLimit limit, Endpoint endpoint) => new("POST", Root + path, limit, endpoint);

    private int OpenPositions(RestRequest request, Utf8JsonWriter json)
    {
        var symbol = request.Query.Text("symbol");
        var id = request.Query.Long("positionId", "position_id");
        if (request.Query.IsMalformed)
            return 600;
        if (symbol is not null && _state.MarketOf(symbol) is null)
            return 1001;
        Envelope.WriteArray(
            json, _state.Account.Open.Where(p => (symbol is null || p.Market == _state.MarketOf(symbol)) && (id is null || p.Id == id)), (j, p) => AccountJson.Write(j, _state.Account, p, isPush: false));
        return 0;
    }

    private int History(RestRequest request, Utf8JsonWriter json)
    {
        var symbol = request.Query.Text("symbol");
        var type = request.Query.Long("position_type", "type");
        if (TimeSpanFilter.TryRead(request.Query, _state.Clock, out var range) is not 0 and var wrong)
            return wrong;
        Envelope.WriteArray(
            json,
            request,
            Enumerable.Reverse(_state.Account.History).Where(p => (symbol is null || p.Market == _state.MarketOf(symbol)) && (type is null || p.Type == type) && range.Holds(p.UpdateMs)),
            100,
            (j, p) => AccountJson.Write(j, _state.Account, p, isPush: false));
        return 0;
    }

    private int FundingRecords(RestRequest request, Utf8JsonWriter json)
    {
        var symbol = request.Query.Text("symbol");
        var id = request.Query.Long("position_id", "positionId");
        var type = request.Query.Long("position_type", "positionType");
        if (TimeSpanFilter.TryRead(request.Query, _state.Clock, out var range) is not 0 and var wrong)
            return wrong;
        Envelope.WritePage(
            json,
            request,
            Enumerable.Reverse(_state.Account.FundingRecords).Where(r => (symbol is null || r.Position.Market == _state.MarketOf(symbol))
                && (id is null || r.Position.Id == id) && (type is null || r.Position.Type == type) && range.Holds(r.TimeMs)),
            100,
            AccountJson.Write);
        return 0;
    }

    private int Leverage(RestRequest request, Utf8JsonWriter json)
    {
        if (_state.MarketOf(request.Query.Text("symbol")) is not { } market)
            return 1001;
        json.WriteStartArray();
        foreach (var isLong in (ReadOnlySpan<bool>)[true, false])
        {
            var side = _state.Account.Side(market, isLong);
            AccountJson.WriteTier(json, side, market.Contract.Tiers.LevelAt(side.Setting.Leverage));
        }

        json.WriteEndArray();
        return 0;
    }

    private int PositionMode(RestRequest request, Utf8JsonWriter json)
    {
        json.WriteNumberValue(_state.Account.PositionMode);
        return 0;
    }

    private int ChangeLeverage(RestRequest request, Utf8JsonWriter json)
    {
        var fields = request.Fields;
        var id = fields.Long("positionId");
        var leverage = fields.Long("leverage");
        var type = fields.Long("positionType");
        var openType = fields.Long("openType");
        if (fields.IsMalformed || leverage is null)
            return 600;
        if (id is > 0)
            return _state.Account.ById(id.Value) is { } position ? Relever(position, leverage.Value) : 2009;
        if (_state.MarketOf(fields.Text("symbol")) is not { } market)
            return 1001;
        if (type is not (1 or 2) || openType is not (null or 1 or 2))
            return 600;
        if (_state.Account[market, type == 1] is { } held)
            return Relever(held, leverage.Value);
        if (leverage < 1 || leverage > market.Contract.Instrument.MaxLeverage)
            return 2006;
        if (HasOpeningOrder(market, type == 1))
            return 2019;
        ref var setting = ref _state.Account.Setting(market, type == 1);
        setting = new LeverageSetting((int)leverage.Value, (int)(openType ?? setting.OpenType));
        return 0;
    }

    private int Relever(Position position, long leverage)
    {
        var contract = position.Market.Contract;
        if (leverage < 1 || leverage > contract.Instrument.MaxLeverage)
            return 2006;
        if (position.IsCross)
            return 2026;
        if (HasOpeningOrder(position.Market, position.IsLong))
            return 2019;
        if (position.HoldVol > contract.Tiers.MaxVol(contract.Tiers.LevelAt((int)leverage)))
            return 8816;
        var margin = Position.MarginOf(position.HoldAvgPrice * position.Quantity, (int)leverage, contract.TakerFee);
        if (_state.Account.Available + position.Im < margin)
            return 2044;
        position.Relever((int)leverage, margin);
        Touch(position);
        _state.Account.Setting(position.Market, position.IsLong) = new LeverageSetting((int)leverage, position.OpenType);
        venue.Pushes.AssetChanged();
        venue.Pushes.PositionChanged(position);
        return 0;
    }

    private bool HasOpeningOrder(Market market, bool isLong) => _state.Orders.OpenOf(market).Any(o => !o.Closes && o.IsBuy == isLong);

    private int ChangePositionMode(RestRequest request, Utf8JsonWriter json)
    {
        var mode = request.Fields.Long("positionMode");
        if (request.Fields.IsMalformed || mode is not (1 or 2))
            return 600;
        if (mode == _state.Account.PositionMode)
            return 0;
        if (_state.Orders.OpenCount > 0 || _state.Account.Open.Any())
            return 7001;
        _state.Account.PositionMode = (int)mode.Value;
        venue.Pushes.PositionModeChanged();
        return 0;
    }

    private int ChangeMargin(RestRequest request, Utf8JsonWriter json)
    {
        var id = request.Fields.Long("positionId");
        var amount = request.Fields.Decimal("amount") is { } asked ? Money.Booked(asked) : (decimal?)null;
        var type = request.Fields.Text("type");
        if (request.Fields.IsMalformed || id is null || amount is not > 0 || type is not ("ADD" or "SUB"))
            return 600;
        if (_state.Account.ById(id.Value) is not { } position)
            return 2009;
        if (position.IsCross)
            return 2002;
        if (type == "ADD" && amount > _state.Account.Available)
            return 2005;
        if (type == "SUB" && amount > Reducible(position))
            return 2018;
        position.Im += type == "ADD" ? amount.Value : -amount.Value;
        Touch(position);
        venue.Pushes.AssetChanged();
        venue.Pushes.PositionChanged(position);
        return 0;
    }

    /// <summary>What may be taken out: what lies above the margin of its leverage, losses covered.</summary>
    private static decimal Reducible(Position position) => position.Im + Math.Min(0, position.Unrealized(position.Market.Fair))
        - Position.MarginOf(position.HoldAvgPrice * position.Quantity, position.Leverage, position.Market.Contract.TakerFee);

    private int CloseAll(RestRequest request, Utf8JsonWriter json)
    {
        foreach (var position in _state.Account.Open.Where(p => p.Market.HasBook).ToArray())
            venue.Outside.Order(position);
        json.WriteStartArray();
        json.WriteEndArray();
        return 0;
    }

    private void Touch(Position position)
    {
        position.Version++;
        position.UpdateMs = _state.Clock.MarketMs;
    }
}
